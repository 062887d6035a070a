package io.sallyport.contract.policy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/**
 * When a rule is in force.
 *
 * @param from  first moment; a date means its beginning in UTC
 * @param until first moment at which it is not in force any more
 */
public record ValidDocument(Optional<String> from, Optional<String> until) {
    /** Always. */
    public static final ValidDocument ALWAYS = new ValidDocument(null, null);

    public ValidDocument {
        from = from == null ? Optional.empty() : from;
        until = until == null ? Optional.empty() : until;
        Optional<Instant> first = from.map(text -> instant(text, "from"));
        Optional<Instant> end = until.map(text -> instant(text, "until"));
        if (first.isPresent() && end.isPresent() && !first.get().isBefore(end.get())) {
            throw new IllegalArgumentException("until: found " + until.get() + ", allowed: later than from");
        }
    }

    /** First millisecond since 1970. */
    public long fromMillis() {
        return from.map(text -> instant(text, "from").toEpochMilli()).orElse(Long.MIN_VALUE);
    }

    /** First millisecond since 1970 behind it. */
    public long untilMillis() {
        return until.map(text -> instant(text, "until").toEpochMilli()).orElse(Long.MAX_VALUE);
    }

    private static Instant instant(String text, String key) {
        try {
            return text.contains("T")
                    ? Instant.parse(text)
                    : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    key + ": found \"" + text + "\", allowed: a date such as 2027-01-31, or 2027-01-31T12:00:00Z", e);
        }
    }
}
