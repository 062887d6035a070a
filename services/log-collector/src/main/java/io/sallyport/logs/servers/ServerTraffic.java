package io.sallyport.logs.servers;

/**
 * Figures of one server over the last minutes.
 *
 * @param windowSeconds how far back
 * @param errors        5xx answers and failures that are not the client's doing
 * @param errorShare    errors by requests, 0 to 1
 * @param p50Micros     half of the exchanges took at most this long, to 6 %
 */
public record ServerTraffic(
        int windowSeconds,
        long requests,
        long errors,
        double errorShare,
        long bytesIn,
        long bytesOut,
        long p50Micros,
        long p99Micros) {}
