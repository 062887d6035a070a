/** An archive in the embedded database DuckDB. May use its JDBC driver, {@code archive}, {@code parts}, {@code record} and the JDK. */
package io.sallyport.logs.archive.duck;
