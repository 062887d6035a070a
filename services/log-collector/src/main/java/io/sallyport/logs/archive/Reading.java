package io.sallyport.logs.archive;

import java.sql.Connection;

/** Some records under the eyes of one thread. What it reads stays until it is closed, whatever retention does meanwhile. */
public interface Reading extends AutoCloseable {
    /** Its own connection; nothing but reading is to be done with it. */
    Connection connection();

    /** What stands behind {@code FROM}: more than the range asked for perhaps, so the range is a condition all the same. */
    String relation();

    @Override
    void close();
}
