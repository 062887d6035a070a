/**
 * Questions put to the archive in SQL. Everything here blocks and can be stopped. May use {@code archive}, {@code filter},
 * {@code query}, {@code record} and DuckDB's JDBC driver.
 */
package io.sallyport.logs.scan;
