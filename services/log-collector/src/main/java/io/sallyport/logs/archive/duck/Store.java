package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.Delivery;
import io.sallyport.logs.archive.Lane;
import io.sallyport.logs.archive.parts.Span;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The tables of the store: those of growing parts, and what there is to know about them. */
final class Store {
    private static final String META = Database.STORE + ".meta";
    private static final String PARTS = Database.STORE + ".parts";
    static final String DELIVERIES = Database.STORE + ".deliveries";

    private final Database database;

    private Store(Database database) {
        this.database = database;
    }

    /**
     * A part that has a table.
     *
     * @param firstPosition that a row of it may have
     * @param begunMicros   microseconds since 1970
     */
    record TablePart(Lane lane, long number, long firstPosition, long begunMicros) {
        String name() {
            return Store.name(lane, number);
        }
    }

    private static String name(Lane lane, long number) {
        return Database.STORE + "." + lane.word() + "_" + number;
    }

    /** Opens the tables of a folder, or makes them; a file that cannot be read is set aside. */
    static Store attach(Database database, Optional<Folder> folder) throws SQLException {
        if (folder.isEmpty()) {
            database.attachMemory();
        } else {
            attachFile(database, folder.get());
        }
        Store store = new Store(database);
        store.prepare();
        return store;
    }

    private static void attachFile(Database database, Folder folder) throws SQLException {
        try {
            database.attach(folder.database());
        } catch (SQLException e) {
            if (!Troubles.isOfAFile(e)) {
                throw e;
            }
            folder.setDatabaseAside(e.getMessage());
            database.attach(folder.database());
        }
    }

    /** Makes what is missing. */
    private void prepare() throws SQLException {
        database.execute("CREATE TABLE IF NOT EXISTS " + META + " (schema BIGINT)");
        List<Long> schemas = database.rows("SELECT schema FROM " + META, row -> row.getLong(1));
        if (schemas.isEmpty()) {
            database.execute("INSERT INTO " + META + " VALUES (" + Columns.SCHEMA + ")");
        } else if (schemas.get(0) > Columns.SCHEMA) {
            throw new ArchiveException(
                    "logs.path: found records of schema " + schemas.get(0) + ", allowed: up to " + Columns.SCHEMA
                            + "; a newer Sallyport has written them",
                    null);
        }
        database.execute("CREATE TABLE IF NOT EXISTS " + PARTS
                + " (lane VARCHAR, number BIGINT, first_position BIGINT, begun BIGINT)");
        database.execute("CREATE TABLE IF NOT EXISTS " + DELIVERIES
                + " (number BIGINT, id VARCHAR, edge VARCHAR, first BIGINT, last BIGINT)");
    }

    /** Begins a part: its table is there when this returns. */
    TablePart begin(Lane lane, long number, long position, long nowMicros) throws SQLException {
        String row = Database.text(lane.word()) + ", " + number + ", " + position + ", " + nowMicros;
        database.transaction(
                "CREATE TABLE " + name(lane, number) + " (" + Columns.declared() + ")",
                "INSERT INTO " + PARTS + " VALUES (" + row + ")");
        return new TablePart(lane, number, position, nowMicros);
    }

    /** Parts that have a table, by number. */
    List<TablePart> parts() throws SQLException {
        return database.rows(
                "SELECT lane, number, first_position, begun FROM " + PARTS + " ORDER BY number",
                row -> new TablePart(
                        row.getString(1).equals(Lane.AUDIT.word()) ? Lane.AUDIT : Lane.TRAFFIC,
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4)));
    }

    /** The columns that its table has: fewer when an older Sallyport made it. */
    Set<String> columns(TablePart part) throws SQLException {
        return Set.copyOf(
                database.rows("SELECT column_name FROM (DESCRIBE " + part.name() + ")", row -> row.getString(1)));
    }

    /**
     * What a table reaches over.
     *
     * @param firstPosition if it has no rows
     */
    Span span(String table, long firstPosition) throws SQLException {
        return database.rows(
                        "SELECT count(*), min(position), max(position), min(\"startedAtMicros\"), max(\"startedAtMicros\") FROM "
                                + table,
                        row -> row.getLong(1) == 0
                                ? Span.from(firstPosition)
                                : new Span(
                                        row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4), row.getLong(5)))
                .get(0);
    }

    void drop(Lane lane, long number) throws SQLException {
        database.transaction(
                "DROP TABLE IF EXISTS " + name(lane, number),
                "DELETE FROM " + PARTS + " WHERE lane = " + Database.text(lane.word()) + " AND number = " + number);
    }

    /** The number of a delivery to come. */
    long nextDelivery() throws SQLException {
        return database.rows("SELECT coalesce(max(number), 0) + 1 FROM " + DELIVERIES, row -> row.getLong(1))
                .get(0);
    }

    List<Delivery> deliveries() throws SQLException {
        return database.rows(
                "SELECT id, edge, first, last FROM " + DELIVERIES + " ORDER BY number",
                row -> new Delivery(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4)));
    }
}
