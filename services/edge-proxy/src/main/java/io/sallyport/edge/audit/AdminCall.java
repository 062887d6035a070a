package io.sallyport.edge.audit;

import io.vertx.core.buffer.Buffer;

/**
 * A call that is over and would have changed something.
 *
 * @param startedAtMicros microseconds since 1970
 * @param totalMicros     from the head to the end of the answer
 * @param caller          name of the caller; empty for somebody unknown
 * @param address         where it came from
 * @param target          path and query, as written
 * @param status          answered; 0 when the caller went before that
 * @param body            as far as it was read; {@code null} for none
 * @param bytesOut        body bytes of the answer
 */
public record AdminCall(
        long startedAtMicros,
        long totalMicros,
        String caller,
        String address,
        String method,
        String authority,
        String target,
        int status,
        Buffer body,
        long bytesOut,
        String userAgent,
        String requestId) {
    private static final int TARGET_MAX = 2048;
    private static final int AGENT_MAX = 256;

    public AdminCall {
        target = target.length() > TARGET_MAX ? target.substring(0, TARGET_MAX) : target;
        userAgent = userAgent.length() > AGENT_MAX ? userAgent.substring(0, AGENT_MAX) : userAgent;
    }

    /** Whether it brings a whole document. */
    boolean isDocument() {
        return method.equals("PUT") && target.startsWith("/v1/policies");
    }
}
