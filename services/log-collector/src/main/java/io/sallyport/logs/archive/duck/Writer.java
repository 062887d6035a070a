package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.Archive;
import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.Lane;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Span;
import io.sallyport.logs.record.KeptRecord;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.duckdb.DuckDBAppender;
import org.duckdb.DuckDBConnection;

/** Adds rows, all of a call in one transaction. Safe from any thread, one at a time. */
final class Writer implements AutoCloseable {
    private final ArchiveSettings settings;
    private final Store store;
    private final Catalog catalog;
    private final DuckDBConnection connection;
    private final Map<Lane, Growth> growing = new EnumMap<>(Lane.class);
    private final Map<Lane, Long> numbers = new EnumMap<>(Lane.class);
    private long nextPosition;
    private long nextDelivery;

    /** @param nextPosition that no row has had */
    Writer(ArchiveSettings settings, Database database, Store store, Catalog catalog, long nextPosition)
            throws SQLException {
        this.settings = settings;
        this.store = store;
        this.catalog = catalog;
        this.nextPosition = nextPosition;
        this.nextDelivery = store.nextDelivery();
        this.connection = database.connection();
    }

    /** Goes on with a part that was growing before. */
    void resume(Catalog.Entry entry, Store.TablePart part) {
        growing.put(part.lane(), new Growth(entry, part));
    }

    /** Numbers of parts up to this one are taken. */
    void taken(Lane lane, long number) {
        numbers.merge(lane, number, Math::max);
    }

    /**
     * Adds rows and remembers deliveries.
     *
     * @return whether the database is as good as before
     */
    synchronized boolean append(List<KeptRecord> records, List<Delivery> deliveries, long nowMicros)
            throws SQLException {
        Map<Lane, List<KeptRecord>> lanes = new EnumMap<>(Lane.class);
        for (KeptRecord kept : records) {
            lanes.computeIfAbsent(Lane.of(kept), lane -> new ArrayList<>(records.size()))
                    .add(kept);
        }
        for (Lane lane : lanes.keySet()) {
            turn(lane, nowMicros);
        }
        List<Growth.Addition> additions = new ArrayList<>();
        boolean sound = new Transaction(connection).run(() -> {
            long position = nextPosition;
            for (Map.Entry<Lane, List<KeptRecord>> lane : lanes.entrySet()) {
                additions.add(growing.get(lane.getKey()).add(connection, lane.getValue(), position));
                position += lane.getValue().size();
            }
            remember(deliveries);
        });
        nextPosition += records.size();
        nextDelivery += deliveries.size();
        additions.forEach(addition -> addition.count(nowMicros));
        return sound;
    }

    private void remember(List<Delivery> deliveries) throws SQLException {
        if (deliveries.isEmpty()) {
            return;
        }
        long number = nextDelivery;
        try (DuckDBAppender appender = connection.createAppender(Database.STORE, "main", "deliveries")) {
            for (Delivery delivery : deliveries) {
                appender.beginRow();
                appender.append(number++)
                        .append(delivery.id())
                        .append(delivery.edge())
                        .append(delivery.first())
                        .append(delivery.last());
                appender.endRow();
            }
            appender.flush();
        }
        if (number / Archive.DELIVERIES != nextDelivery / Archive.DELIVERIES) {
            forget(number - Archive.DELIVERIES);
        }
    }

    private void forget(long below) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DELETE FROM " + Store.DELIVERIES + " WHERE number < " + below);
        }
    }

    /** Begins new parts where the old ones have grown enough; whoever waits for a reason to turn them over calls it, too. */
    synchronized void turn(long nowMicros) throws SQLException {
        for (Lane lane : List.copyOf(growing.keySet())) {
            if (growing.get(lane).isFull(settings, nowMicros)) {
                turn(lane, nowMicros);
            }
        }
    }

    private void turn(Lane lane, long nowMicros) throws SQLException {
        Growth old = growing.get(lane);
        if (old == null || old.isFull(settings, nowMicros)) {
            long number = numbers.getOrDefault(lane, 0L) + 1;
            Store.TablePart begun = store.begin(lane, number, nextPosition, nowMicros);
            Part part = new Part(
                    lane, number, Span.from(nextPosition), nowMicros, 0, new Part.Table(begun.name()), Columns.names());
            numbers.put(lane, number);
            growing.put(lane, new Growth(catalog.add(part), begun));
        }
    }

    /** How many parts no longer grow and are still in tables. */
    synchronized long waiting() {
        return catalog.tables() - growing.size();
    }

    /**
     * Parts that no longer grow, as they are now. Nothing is added while they are looked for: one that had just begun, and is
     * full by the time that somebody asks whether it grows, would be taken for a part that is over and empty.
     */
    synchronized List<Part> still() {
        return catalog.parts().stream().filter(part -> !isGrowing(part)).toList();
    }

    private boolean isGrowing(Part part) {
        Growth growth = growing.get(part.lane());
        return growth != null && growth.part().number() == part.number();
    }

    /** Position after that of the newest row. */
    synchronized long end() {
        return nextPosition;
    }

    /** Takes rows out of the parts that lie in tables, and forgets the deliveries that brought them. */
    synchronized void withdraw(List<Delivery> deliveries) throws SQLException {
        List<Part> tables = catalog.parts().stream()
                .filter(part -> part.source() instanceof Part.Table)
                .toList();
        new Transaction(connection).run(() -> {
            try (Statement statement = connection.createStatement()) {
                for (Part part : tables) {
                    statement.execute("DELETE FROM " + part.relation() + " WHERE " + Withdrawal.condition(deliveries));
                }
                statement.execute("DELETE FROM " + Store.DELIVERIES + " WHERE id IN " + Withdrawal.ids(deliveries));
            }
        });
        for (Part part : tables) {
            catalog.grow(part, store.span(part.relation(), part.span().firstPosition()));
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
