package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveSettings;
import io.sallyport.logs.archive.duck.Store.TablePart;
import io.sallyport.logs.archive.parts.Catalog;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Span;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the parts of an archive that is being opened. */
final class Loading {
    private final Optional<Folder> folder;
    private final Database database;
    private final Store store;
    private final Catalog catalog;
    private final Map<TablePart, Catalog.Entry> tables = new HashMap<>();

    Loading(Optional<Folder> folder, Database database, Store store, Catalog catalog) {
        this.folder = folder;
        this.database = database;
        this.store = store;
        this.catalog = catalog;
    }

    /** Puts all parts into the catalog; what the writer goes on with is known to it. */
    Writer writer(ArchiveSettings settings) throws SQLException {
        List<Part> files =
                folder.map(place -> new PartFiles(place, database).load()).orElse(List.of());
        files.forEach(catalog::add);
        List<TablePart> hot = store.parts();
        for (TablePart part : hot) {
            addOrDrop(part, files);
        }
        Writer writer = new Writer(settings, database, store, catalog, nextPosition(hot));
        files.forEach(part -> writer.taken(part.lane(), part.number()));
        hot.forEach(part -> writer.taken(part.lane(), part.number()));
        for (Map.Entry<TablePart, Catalog.Entry> table : tables.entrySet()) {
            if (isNewest(table.getKey(), hot)
                    && table.getValue().part().columns().equals(Columns.names())) {
                writer.resume(table.getValue(), table.getKey());
            }
        }
        return writer;
    }

    /** A table whose file is there was turned over by a process that did not live to drop it. */
    private void addOrDrop(TablePart table, List<Part> files) throws SQLException {
        boolean written =
                files.stream().anyMatch(file -> file.lane() == table.lane() && file.number() == table.number());
        if (written) {
            store.drop(table.lane(), table.number());
            return;
        }
        Span span = store.span(table.name(), table.firstPosition());
        Part part = new Part(
                table.lane(),
                table.number(),
                span,
                table.begunMicros(),
                0,
                new Part.Table(table.name()),
                store.columns(table));
        tables.put(table, catalog.add(part));
    }

    private static boolean isNewest(TablePart table, List<TablePart> tables) {
        return tables.stream().noneMatch(other -> other.lane() == table.lane() && other.number() > table.number());
    }

    private long nextPosition(List<TablePart> hot) {
        long afterRows = catalog.parts().stream()
                .mapToLong(part -> part.span().lastPosition() + 1)
                .max()
                .orElse(0);
        long begun = hot.stream().mapToLong(TablePart::firstPosition).max().orElse(0);
        return Math.max(afterRows, begun);
    }
}
