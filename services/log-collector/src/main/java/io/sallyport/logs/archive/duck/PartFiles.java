package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.duck.Folder.PartFile;
import io.sallyport.logs.archive.parts.Part;
import io.sallyport.logs.archive.parts.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Reads what the files of parts say about themselves. */
final class PartFiles {
    private final Folder folder;
    private final Database database;

    PartFiles(Folder folder, Database database) {
        this.folder = folder;
        this.database = database;
    }

    /** What a file says of one column. */
    private record ColumnFacts(String file, String name, long rows, long min, long max) {
        static ColumnFacts of(ResultSet row) throws SQLException {
            return new ColumnFacts(row.getString(1), row.getString(2), row.getLong(3), row.getLong(4), row.getLong(5));
        }
    }

    /** All that can be read; what cannot is set aside. Of several editions of a part the highest stays. */
    List<Part> load() {
        List<PartFile> files = newest(folder.partFiles());
        try {
            return read(files);
        } catch (SQLException oneOfThem) {
            List<Part> parts = new ArrayList<>();
            files.forEach(file -> parts.addAll(readOrSetAside(file)));
            return parts;
        }
    }

    private List<PartFile> newest(List<PartFile> files) {
        Map<String, PartFile> newest = new LinkedHashMap<>();
        for (PartFile file : files.stream()
                .sorted(Comparator.comparingInt(PartFile::edition))
                .toList()) {
            PartFile older = newest.put(file.lane() + " " + file.number(), file);
            if (older != null) {
                folder.delete(older.path());
            }
        }
        return List.copyOf(newest.values());
    }

    private List<Part> readOrSetAside(PartFile file) {
        try {
            return read(List.of(file));
        } catch (SQLException e) {
            folder.setAside(file.path(), e.getMessage());
            return List.of();
        }
    }

    private List<Part> read(List<PartFile> files) throws SQLException {
        if (files.isEmpty()) {
            return List.of();
        }
        String list =
                files.stream().map(file -> Database.text(file.path())).collect(Collectors.joining(", ", "[", "]"));
        List<ColumnFacts> facts = database.rows(
                "SELECT file_name, path_in_schema, sum(row_group_num_rows), min(try_cast(stats_min_value AS BIGINT)),"
                        + " max(try_cast(stats_max_value AS BIGINT)) FROM parquet_metadata(" + list
                        + ") GROUP BY file_name, path_in_schema",
                ColumnFacts::of);
        Map<String, Map<String, ColumnFacts>> byFile = new HashMap<>();
        for (ColumnFacts column : facts) {
            byFile.computeIfAbsent(column.file(), name -> new HashMap<>()).put(column.name(), column);
        }
        List<Part> parts = new ArrayList<>();
        for (PartFile file : files) {
            Map<String, ColumnFacts> columns = byFile.getOrDefault(file.path().toString(), Map.of());
            if (Columns.isPart(columns.keySet())) {
                parts.add(part(file, columns));
            } else {
                folder.setAside(file.path(), "it holds no records");
            }
        }
        return parts;
    }

    private static Part part(PartFile file, Map<String, ColumnFacts> columns) {
        ColumnFacts position = columns.get(Columns.POSITION);
        ColumnFacts started = columns.get(Columns.STARTED);
        Span span = new Span(position.rows(), position.min(), position.max(), started.min(), started.max());
        Set<String> names = new HashSet<>(columns.keySet());
        return new Part(
                file.lane(),
                file.number(),
                span,
                Folder.writtenMicros(file.path()),
                Folder.size(file.path()),
                new Part.File(file.path()),
                names);
    }
}
