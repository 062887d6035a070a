package io.sallyport.logs;

import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** A table of records as an archive lays them out, in a database in memory; besides the fields it has their place, {@code n}. */
public final class RecordTable implements AutoCloseable {
    private final Connection connection;

    public RecordTable(List<KeptRecord> records) throws SQLException {
        connection = DriverManager.getConnection("jdbc:duckdb:");
        String columns = Arrays.stream(Field.values())
                .map(field -> '"' + field.label() + (field.type().isNumeric() ? "\" BIGINT" : "\" VARCHAR"))
                .collect(Collectors.joining(", "));
        try (Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE records (n BIGINT, " + columns + ")");
        }
        String places = ", ?".repeat(Field.values().length);
        try (PreparedStatement insert = connection.prepareStatement("INSERT INTO records VALUES (?" + places + ")")) {
            for (int i = 0; i < records.size(); i++) {
                insert.setLong(1, i);
                insert(insert, records.get(i));
            }
        }
    }

    private static void insert(PreparedStatement insert, KeptRecord kept) throws SQLException {
        int column = 2;
        for (Field field : Field.values()) {
            if (field.type().isNumeric()) {
                insert.setLong(column++, field.number(kept));
            } else {
                insert.setString(column++, field.text(kept));
            }
        }
        insert.executeUpdate();
    }

    public Connection connection() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
