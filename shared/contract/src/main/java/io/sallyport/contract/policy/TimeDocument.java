package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;

/**
 * Hours of a week.
 *
 * @param days  on which it begins; none: every day
 * @param from  first minute, {@code HH:MM}
 * @param until first minute that is not in it any more; at or before {@code from}: on the next day
 * @param zone  whose clocks are meant, such as {@code Europe/Berlin}
 */
public record TimeDocument(List<Day> days, String from, String until, String zone) {
    /** Days of a week. */
    public enum Day {
        MON,
        TUE,
        WED,
        THU,
        FRI,
        SAT,
        SUN
    }

    public TimeDocument {
        days = days == null ? List.of() : List.copyOf(days);
        from = time(from == null ? "00:00" : from, "from");
        until = time(until == null ? "00:00" : until, "until");
        zone = zone(Require.present(zone == null ? "UTC" : zone, "zone", "a time zone"));
    }

    private static String time(String text, String key) {
        try {
            return LocalTime.parse(text).toString();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + ": found \"" + text + "\", allowed: 00:00 to 23:59", e);
        }
    }

    private static String zone(String text) {
        try {
            return ZoneId.of(text).getId();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "zone: found \"" + text + "\", allowed: a time zone such as Europe/Berlin or UTC", e);
        }
    }
}
