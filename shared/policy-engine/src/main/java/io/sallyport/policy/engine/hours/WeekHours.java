package io.sallyport.policy.engine.hours;

import io.sallyport.contract.policy.TimeDocument;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.EnumSet;
import java.util.Set;

/**
 * Whether a moment lies in the hours of a {@link TimeDocument}: what a clock on the wall of that zone shows decides. An
 * hour that daylight saving leaves out is in no hours, and one that comes twice counts twice.
 *
 * <p>The answer holds until the clock shows the next beginning, end or midnight, or is put forward or back. It is kept
 * until then, so that a request costs two comparisons. Safe from any thread: what is kept is immutable, and a thread that
 * sees an older one works it out again.
 */
public final class WeekHours {
    private static final long SECOND = 1_000;

    private final ZoneRules zone;
    private final Set<TimeDocument.Day> days;
    private final LocalTime from;
    private final LocalTime until;
    private Span kept = new Span(0, 0, false);

    /**
     * Time in which the answer is the same.
     *
     * @param fromMillis  first millisecond since 1970
     * @param untilMillis first millisecond behind it
     */
    record Span(long fromMillis, long untilMillis, boolean open) {
        boolean holds(long millis) {
            return millis >= fromMillis && millis < untilMillis;
        }
    }

    public WeekHours(TimeDocument hours) {
        this.zone = ZoneId.of(hours.zone()).getRules();
        this.days = hours.days().isEmpty() ? EnumSet.allOf(TimeDocument.Day.class) : EnumSet.copyOf(hours.days());
        this.from = LocalTime.parse(hours.from());
        this.until = LocalTime.parse(hours.until());
    }

    /** Whether it is one of these hours at {@code millis} since 1970. */
    public boolean contain(long millis) {
        return span(millis).open;
    }

    /** First millisecond after {@code millis} at which the answer may be another. */
    public long changeAfter(long millis) {
        return span(millis).untilMillis;
    }

    private Span span(long millis) {
        Span span = kept;
        if (!span.holds(millis)) {
            span = spanAt(millis);
            kept = span;
        }
        return span;
    }

    private Span spanAt(long millis) {
        Instant now = Instant.ofEpochMilli(millis);
        ZoneOffset offset = zone.getOffset(now);
        LocalDateTime shown = LocalDateTime.ofEpochSecond(
                Math.floorDiv(millis, SECOND), (int) Math.floorMod(millis, SECOND) * 1_000_000, offset);
        LocalDateTime first = shown.toLocalDate().atStartOfDay();
        LocalDateTime next = first.plusDays(1);
        for (LocalTime edge : new LocalTime[] {from, until}) {
            LocalDateTime at = shown.toLocalDate().atTime(edge);
            if (at.isAfter(shown)) {
                next = at.isBefore(next) ? at : next;
            } else {
                first = at.isAfter(first) ? at : first;
            }
        }
        return new Span(
                Math.max(millis(first, offset), changeBefore(now)),
                Math.min(millis(next, offset), changeAfter(now)),
                opensAt(shown));
    }

    private boolean opensAt(LocalDateTime shown) {
        LocalDate date = shown.toLocalDate();
        LocalTime time = shown.toLocalTime();
        if (from.isBefore(until)) {
            return begins(date) && !time.isBefore(from) && time.isBefore(until);
        }
        return begins(date) && !time.isBefore(from) || begins(date.minusDays(1)) && time.isBefore(until);
    }

    private boolean begins(LocalDate date) {
        return days.contains(TimeDocument.Day.values()[date.getDayOfWeek().ordinal()]);
    }

    private static long millis(LocalDateTime shown, ZoneOffset offset) {
        return shown.toEpochSecond(offset) * SECOND;
    }

    /** The last time that the zone's clocks were put forward or back. */
    private long changeBefore(Instant now) {
        ZoneOffsetTransition change = zone.previousTransition(now.plusNanos(1));
        return change == null ? Long.MIN_VALUE : change.toEpochSecond() * SECOND;
    }

    private long changeAfter(Instant now) {
        ZoneOffsetTransition change = zone.nextTransition(now);
        return change == null ? Long.MAX_VALUE : change.toEpochSecond() * SECOND;
    }
}
