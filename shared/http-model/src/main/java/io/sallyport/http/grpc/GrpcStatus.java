package io.sallyport.http.grpc;

/**
 * Status codes of gRPC (https://github.com/grpc/grpc/blob/master/doc/statuscodes.md) for statuses of HTTP that a proxy
 * answers with. Where HTTP says more than the table by which gRPC clients read foreign answers
 * (https://github.com/grpc/grpc/blob/master/doc/http-grpc-status-mapping.md), the closer code is taken.
 */
public final class GrpcStatus {
    private static final int CANCELLED = 1;
    private static final int UNKNOWN = 2;
    private static final int INVALID_ARGUMENT = 3;
    private static final int DEADLINE_EXCEEDED = 4;
    private static final int PERMISSION_DENIED = 7;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int INTERNAL = 13;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    private GrpcStatus() {}

    /** The code for a status of HTTP from 400 up. */
    public static int of(int status) {
        return switch (status) {
            case 400, 414, 415, 417, 421 -> INVALID_ARGUMENT;
            case 401, 407 -> UNAUTHENTICATED;
            case 403, 451 -> PERMISSION_DENIED;
            case 404, 405, 501 -> UNIMPLEMENTED;
            case 408, 504 -> DEADLINE_EXCEEDED;
            case 413, 429, 431 -> RESOURCE_EXHAUSTED;
            case 499 -> CANCELLED;
            case 500, 508 -> INTERNAL;
            case 502, 503 -> UNAVAILABLE;
            default -> status >= 500 ? INTERNAL : UNKNOWN;
        };
    }

    /** The text as {@code grpc-message} has it: percent-encoded, with no character beyond printable ASCII. */
    public static String message(String text) {
        StringBuilder encoded = new StringBuilder(text.length() + 8);
        for (byte each : text.getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
            if (each < ' ' || each > '~' || each == '%') {
                encoded.append('%').append(hex(each >> 4)).append(hex(each));
            } else {
                encoded.append((char) each);
            }
        }
        return encoded.toString();
    }

    private static char hex(int nibble) {
        return "0123456789ABCDEF".charAt(nibble & 15);
    }
}
