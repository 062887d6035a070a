package io.sallyport.edge.audit;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;

/** The record of a change: one form for everything that is asked for in one place. */
final class AuditForm {
    private AuditForm() {}

    static AccessRecord of(AdminCall call, String detail) {
        return new AccessRecord(
                0,
                call.startedAtMicros(),
                call.totalMicros(),
                0,
                AccessRecord.Kind.ADMIN,
                AccessRecord.Direction.REVERSE,
                "admin",
                "HTTP/1.1",
                call.address(),
                call.method(),
                "http",
                call.authority(),
                Masked.target(call.target()),
                call.status(),
                outcome(call.status()),
                "",
                "",
                "",
                "",
                "",
                "",
                call.body() == null ? 0 : call.body().length(),
                call.bytesOut(),
                0,
                0,
                call.userAgent(),
                call.requestId(),
                call.caller(),
                "",
                0,
                "",
                "",
                "",
                "",
                "",
                "",
                0,
                "",
                detail);
    }

    static Outcome outcome(int status) {
        if (status >= 200 && status < 400) {
            return Outcome.ANSWERED;
        }
        return switch (status) {
            case 0 -> Outcome.CLIENT_GONE;
            case 401 -> Outcome.AUTHENTICATION_REQUIRED;
            case 403 -> Outcome.ACCESS_DENIED;
            case 405 -> Outcome.METHOD_NOT_ALLOWED;
            case 408 -> Outcome.REQUEST_TIMEOUT;
            case 413 -> Outcome.BODY_TOO_LARGE;
            case 429 -> Outcome.RATE_LIMITED;
            case 503 -> Outcome.OVERLOADED;
            default -> status < 500 ? Outcome.BAD_REQUEST : Outcome.INTERNAL_ERROR;
        };
    }
}
