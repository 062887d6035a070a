package io.sallyport.logs.archive;

import java.sql.Connection;
import java.sql.SQLException;

/** Some records under the eyes of one thread. What it reads stays until it is closed, whatever retention does meanwhile. */
public interface Reading extends AutoCloseable {
    /** Its own connection; nothing but reading is to be done with it. */
    Connection connection();

    /** What stands behind {@code FROM}: more than the range asked for perhaps, so the range is a condition all the same. */
    String relation();

    /** Tells that reading has failed: files that cannot be read to their end are found and set aside soon. Returns at once. */
    void doubt(SQLException failure);

    @Override
    void close();
}
