package io.sallyport.policy.engine.hours;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.TimeDocument;
import io.sallyport.contract.policy.TimeDocument.Day;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WeekHoursTest {
    private static WeekHours hours(String days, String from, String until, String zone) {
        List<Day> on = days.isEmpty()
                ? List.of()
                : Arrays.stream(days.split(" ")).map(Day::valueOf).toList();
        return new WeekHours(new TimeDocument(on, from, until, zone));
    }

    private static boolean contain(WeekHours hours, String instant) {
        return hours.contain(Instant.parse(instant).toEpochMilli());
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            # days,          from,  until, at,                        inside
            '',              08:00, 20:00, 2026-06-01T07:59:59.999Z,  false
            '',              08:00, 20:00, 2026-06-01T08:00:00Z,      true
            '',              08:00, 20:00, 2026-06-01T19:59:59.999Z,  true
            '',              08:00, 20:00, 2026-06-01T20:00:00Z,      false
            MON,             08:00, 20:00, 2026-06-01T12:00:00Z,      true
            TUE,             08:00, 20:00, 2026-06-01T12:00:00Z,      false
            # over midnight: the day on which it begins counts
            SUN,             22:00, 06:00, 2026-06-01T05:59:59Z,      true
            SUN,             22:00, 06:00, 2026-06-01T06:00:00Z,      false
            SUN,             22:00, 06:00, 2026-06-01T22:30:00Z,      false
            MON,             22:00, 06:00, 2026-06-01T05:00:00Z,      false
            # the same minute twice is a whole day
            MON,             00:00, 00:00, 2026-06-01T23:59:59Z,      true
            MON,             00:00, 00:00, 2026-06-02T00:00:00Z,      false
            MON,             09:00, 09:00, 2026-06-02T08:59:59Z,      true
            MON,             09:00, 09:00, 2026-06-02T09:00:00Z,      false
            """)
    void knowsItsHours(String days, String from, String until, String at, boolean inside) {
        assertThat(contain(hours(days, from, until, "UTC"), at)).isEqualTo(inside);
    }

    /** In Berlin the clock goes from 02:00 to 03:00 on 29 March 2026, and from 03:00 to 02:00 on 25 October 2026. */
    @Test
    void goesByTheClockOnTheWallWhenThatIsPutForwardAndBack() {
        WeekHours night = hours("", "02:30", "03:30", "Europe/Berlin");

        assertThat(contain(night, "2026-03-29T00:59:59Z")).as("01:59:59").isFalse();
        assertThat(contain(night, "2026-03-29T01:00:00Z"))
                .as("03:00, half an hour was left out")
                .isTrue();
        assertThat(contain(night, "2026-03-29T01:30:00Z")).as("03:30").isFalse();
        assertThat(contain(night, "2026-10-25T00:30:00Z"))
                .as("02:30 for the first time")
                .isTrue();
        assertThat(contain(night, "2026-10-25T01:00:00Z")).as("02:00 again").isFalse();
        assertThat(contain(night, "2026-10-25T01:30:00Z")).as("02:30 again").isTrue();
        assertThat(contain(night, "2026-10-25T02:30:00Z")).as("03:30").isFalse();
        assertThat(contain(hours("", "02:10", "02:50", "Europe/Berlin"), "2026-03-29T01:20:00Z"))
                .as("an hour that there was not")
                .isFalse();
    }

    @Test
    void keepsItsAnswerUntilTheNextChange() {
        WeekHours hours = hours("", "08:00", "20:00", "Europe/Berlin");
        long noon = Instant.parse("2026-06-01T10:00:00Z").toEpochMilli();

        assertThat(hours.contain(noon)).isTrue();
        assertThat(Instant.ofEpochMilli(hours.changeAfter(noon))).isEqualTo("2026-06-01T18:00:00Z");
        assertThat(hours.contain(hours.changeAfter(noon) - 1)).isTrue();
        assertThat(hours.contain(hours.changeAfter(noon))).isFalse();
        assertThat(hours.contain(noon)).as("and back").isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UTC",
                "Europe/Berlin",
                "America/New_York",
                "Australia/Lord_Howe",
                "Asia/Kathmandu",
                "Pacific/Apia",
                "America/Sao_Paulo",
                "+05:45"
            })
    void agreesWithTheCalendarAtAnyMoment(String zone) {
        Random random = new Random(zone.hashCode());
        long start = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli();
        long years = Instant.parse("2031-01-01T00:00:00Z").toEpochMilli() - start;
        for (int round = 0; round < 300; round++) {
            TimeDocument document = any(random, zone);
            WeekHours hours = new WeekHours(document);
            for (int i = 0; i < 60; i++) {
                long at = start + (long) (random.nextDouble() * years);
                check(hours, document, at);
                // Just before and just at the change, and on from there: where mistakes are.
                for (int step = 0; step < 4; step++) {
                    at = hours.changeAfter(at);
                    check(hours, document, at - 1);
                    check(hours, document, at);
                }
            }
        }
    }

    private static void check(WeekHours hours, TimeDocument document, long at) {
        assertThat(hours.contain(at))
                .as("%s at %s", document, Instant.ofEpochMilli(at))
                .isEqualTo(reference(document, at));
        assertThat(hours.changeAfter(at)).isGreaterThan(at);
    }

    private static TimeDocument any(Random random, String zone) {
        List<Day> days = new ArrayList<>();
        for (Day day : Day.values()) {
            if (random.nextInt(3) == 0) {
                days.add(day);
            }
        }
        return new TimeDocument(days, minute(random), minute(random), zone);
    }

    private static String minute(Random random) {
        return LocalTime.of(random.nextInt(24), random.nextInt(4) * 15).toString();
    }

    /** Straight from the definition: what does the clock show, and did the hours begin today or yesterday? */
    private static boolean reference(TimeDocument document, long at) {
        ZonedDateTime shown = Instant.ofEpochMilli(at).atZone(ZoneId.of(document.zone()));
        LocalTime from = LocalTime.parse(document.from());
        LocalTime until = LocalTime.parse(document.until());
        LocalTime time = shown.toLocalTime();
        boolean today = on(document, shown.getDayOfWeek().getValue());
        boolean yesterday = on(document, (shown.getDayOfWeek().getValue() + 5) % 7 + 1);
        if (from.compareTo(until) < 0) {
            return today && time.compareTo(from) >= 0 && time.compareTo(until) < 0;
        }
        return (today && time.compareTo(from) >= 0) || (yesterday && time.compareTo(until) < 0);
    }

    private static boolean on(TimeDocument document, int day) {
        return document.days().isEmpty() || document.days().contains(Day.values()[day - 1]);
    }
}
