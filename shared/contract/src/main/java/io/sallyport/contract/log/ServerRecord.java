package io.sallyport.contract.log;

import java.time.Instant;

/**
 * The short form of a record, as it stands among the last ones of a server.
 *
 * @param at          when the exchange ended
 * @param status      sent to the client; 0 when none was
 * @param outcome     token of how it ended
 * @param reason      of an error what happened, in words; else empty
 * @param method      as received
 * @param path        with its query, cut at 256 characters
 * @param version     what the server was taken to run
 * @param totalMicros start to end
 * @param requestId   by which the whole record is found
 * @param edge        who has written it
 * @param sequence    its number there
 */
public record ServerRecord(
        Instant at,
        int status,
        String outcome,
        String reason,
        String method,
        String path,
        String version,
        long totalMicros,
        String requestId,
        String edge,
        long sequence) {}
