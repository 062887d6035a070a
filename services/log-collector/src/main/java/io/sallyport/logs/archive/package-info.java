/** Records kept in an embedded columnar database, in parts by time. May use the JDK, DuckDB's JDBC driver and {@code record}. */
package io.sallyport.logs.archive;
