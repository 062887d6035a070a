package io.sallyport.logs.archive.duck;

import io.sallyport.logs.archive.ArchiveException;
import io.sallyport.logs.archive.ArchiveSettings;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duckdb.DuckDBConnection;
import org.duckdb.DuckDBDriver;

/** An instance of the embedded database with the catalog {@value #STORE}, in a file or in memory. Safe from any thread. */
final class Database implements AutoCloseable {
    static final String STORE = "store";

    private final DuckDBConnection root;

    private Database(DuckDBConnection root) {
        this.root = root;
    }

    /** Opens it; the database reaches nothing outside its folder. */
    static Database open(ArchiveSettings settings) throws SQLException {
        NativeLibrary.load();
        Properties options = new Properties();
        options.setProperty("threads", Integer.toString(threads()));
        options.setProperty("memory_limit", settings.databaseMemory() + "B");
        options.setProperty("autoinstall_known_extensions", "false");
        options.setProperty("autoload_known_extensions", "false");
        options.setProperty(DuckDBDriver.JDBC_STREAM_RESULTS, "true");
        options.setProperty(DuckDBDriver.JDBC_INSTANCE_CACHE, "false");
        DuckDBConnection root = (DuckDBConnection) new DuckDBDriver().connect("jdbc:duckdb:", options);
        Database database = new Database(root);
        try {
            database.confine(settings);
            return database;
        } catch (SQLException | RuntimeException e) {
            database.close();
            throw e;
        }
    }

    /** One of four cores works on a question, so that it cannot take the others from traffic. */
    private static int threads() {
        return Math.max(1, Runtime.getRuntime().availableProcessors() / 4);
    }

    private void confine(ArchiveSettings settings) throws SQLException {
        if (settings.folder().isPresent()) {
            Path folder = settings.folder().get();
            execute("SET temp_directory = " + text(folder.resolve("tmp")));
            execute("SET max_temp_directory_size = '" + 4 * settings.databaseMemory() + "B'");
            execute("SET checkpoint_threshold = '" + settings.checkpointBytes() + "B'");
            execute("SET allowed_directories = [" + text(folder) + "]");
        } else {
            execute("SET temp_directory = ''");
        }
        execute("SET enable_external_access = false");
        execute("SET lock_configuration = true");
    }

    /** Attaches the store in its file. */
    void attach(Path file) throws SQLException {
        execute("ATTACH " + text(file) + " AS " + STORE);
    }

    /** Makes the store in memory, where a checkpoint compresses what it holds. */
    void attachMemory() throws SQLException {
        execute("ATTACH ':memory:' AS " + STORE + " (COMPRESS)");
    }

    /** A connection of one's own. */
    DuckDBConnection connection() throws SQLException {
        return root.duplicate();
    }

    synchronized void execute(String sql) throws SQLException {
        try (Statement statement = root.createStatement()) {
            statement.execute(sql);
        }
    }

    /** All of them or none. */
    synchronized void transaction(String... statements) throws SQLException {
        new Transaction(root).run(() -> {
            for (String statement : statements) {
                execute(statement);
            }
        });
    }

    /** Makes a value of each row. */
    interface Shape<T> {
        T of(ResultSet row) throws SQLException;
    }

    synchronized <T> List<T> rows(String sql, Shape<T> shape) throws SQLException {
        List<T> found = new ArrayList<>();
        try (Statement statement = root.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(shape.of(rows));
            }
        }
        return found;
    }

    /** A text in SQL. */
    static String text(Object value) {
        return "'" + value.toString().replace("'", "''") + "'";
    }

    @Override
    public void close() {
        try {
            root.close();
        } catch (SQLException e) {
            throw new ArchiveException("closing the database", e);
        }
    }
}
