/**
 * What a log-collector's archive takes and how fast it answers; what the memory tier of an edge holds in a given size, and
 * how often it has what is asked for. Programs to be run by hand, each with a {@code main}. May use log-collector's archive,
 * edge-proxy's cache, the cache engine and what they use.
 */
package io.sallyport.bench.cli;
