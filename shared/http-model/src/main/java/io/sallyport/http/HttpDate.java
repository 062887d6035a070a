package io.sallyport.http;

import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneOffset;

/**
 * Dates in HTTP fields (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-5.6.7">RFC 9110 section
 * 5.6.7</a>): the preferred format and the two obsolete ones, nothing else. Letter case is free, because peers get it
 * wrong and no two dates differ by it; the weekday's name is not compared with the date.
 */
public final class HttpDate {
    /** What {@link #parse} answers for a text that is no date. */
    public static final long INVALID = -1;

    private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";
    private static final String DAYS = "montuewedthufrisatsun";
    private static final String[] LONG_DAYS = {
        "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"
    };
    private static final String[] MONTH_NAMES = {
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"
    };
    private static final String[] DAY_NAMES = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

    private HttpDate() {}

    /**
     * Seconds since 1970, or {@link #INVALID}. A date before 1970 is read as 1970: long past either way, and never to
     * be taken for an invalid one.
     *
     * @param nowSeconds decides the century of a two-digit year: the one that is not over 50 years ahead
     */
    public static long parse(String text, long nowSeconds) {
        int comma = text.indexOf(',');
        if (comma < 0) {
            return asctime(text);
        }
        return comma == 3 ? imfFixdate(text) : rfc850(text, comma, nowSeconds);
    }

    /** {@code Sun, 06 Nov 1994 08:49:37 GMT}. */
    private static long imfFixdate(String text) {
        boolean shaped = text.length() == 29
                && name(DAYS, text, 0) >= 0
                && blank(text, 4)
                && blank(text, 7)
                && blank(text, 11)
                && blank(text, 16)
                && matches(text, 25, " gmt");
        return shaped
                ? seconds(number(text, 12, 4), name(MONTHS, text, 8), number(text, 5, 2), time(text, 17))
                : INVALID;
    }

    /** {@code Sunday, 06-Nov-94 08:49:37 GMT}. */
    private static long rfc850(String text, int comma, long nowSeconds) {
        boolean shaped = text.length() == comma + 24
                && isLongDay(text, comma)
                && blank(text, comma + 1)
                && text.charAt(comma + 4) == '-'
                && text.charAt(comma + 8) == '-'
                && blank(text, comma + 11)
                && matches(text, comma + 20, " gmt");
        int digits = shaped ? number(text, comma + 9, 2) : -1;
        if (digits < 0) {
            return INVALID;
        }
        return seconds(
                fullYear(digits, nowSeconds),
                name(MONTHS, text, comma + 5),
                number(text, comma + 2, 2),
                time(text, comma + 12));
    }

    /** {@code Sun Nov  6 08:49:37 1994}; the day is padded with a space. */
    private static long asctime(String text) {
        boolean shaped = text.length() == 24
                && name(DAYS, text, 0) >= 0
                && blank(text, 3)
                && blank(text, 7)
                && blank(text, 10)
                && blank(text, 19);
        if (!shaped) {
            return INVALID;
        }
        int day = blank(text, 8) ? number(text, 9, 1) : number(text, 8, 2);
        return seconds(number(text, 20, 4), name(MONTHS, text, 4), day, time(text, 11));
    }

    private static int fullYear(int digits, long nowSeconds) {
        int thisYear =
                LocalDateTime.ofEpochSecond(nowSeconds, 0, ZoneOffset.UTC).getYear();
        int year = thisYear - thisYear % 100 + digits;
        return year > thisYear + 50 ? year - 100 : year;
    }

    /** Seconds of the day at {@code HH:MM:SS}, or -1. Second 60 is a leap second. */
    private static int time(String text, int at) {
        int hour = number(text, at, 2);
        int minute = number(text, at + 3, 2);
        int second = number(text, at + 6, 2);
        boolean shaped = text.charAt(at + 2) == ':' && text.charAt(at + 5) == ':' && hour >= 0 && minute >= 0;
        boolean inRange = hour <= 23 && minute <= 59 && second >= 0 && second <= 60;
        return shaped && inRange ? (hour * 60 + minute) * 60 + second : -1;
    }

    private static long seconds(int year, int month, int day, int time) {
        if (year < 0 || month < 0 || day < 1 || time < 0) {
            return INVALID;
        }
        YearMonth yearMonth = YearMonth.of(year, month + 1);
        return day > yearMonth.lengthOfMonth()
                ? INVALID
                : Math.max(0, yearMonth.atDay(day).toEpochDay() * 86_400 + time);
    }

    /** {@code count} digits, or -1. */
    private static int number(String text, int at, int count) {
        int value = 0;
        for (int i = at; i < at + count; i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return -1;
            }
            value = value * 10 + digit;
        }
        return value;
    }

    /** Which three-letter name of the table stands at {@code at}, or -1. */
    private static int name(String table, String text, int at) {
        for (int i = 0; i < table.length(); i += 3) {
            if (sameLetter(text.charAt(at), table.charAt(i))
                    && sameLetter(text.charAt(at + 1), table.charAt(i + 1))
                    && sameLetter(text.charAt(at + 2), table.charAt(i + 2))) {
                return i / 3;
            }
        }
        return -1;
    }

    private static boolean isLongDay(String text, int length) {
        for (String day : LONG_DAYS) {
            if (day.length() == length && matches(text, 0, day)) {
                return true;
            }
        }
        return false;
    }

    private static boolean matches(String text, int at, String lowerCase) {
        for (int i = 0; i < lowerCase.length(); i++) {
            if (!sameLetter(text.charAt(at + i), lowerCase.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** ASCII only: full Unicode folding would let characters through that no date has. */
    private static boolean sameLetter(char c, char lowerCase) {
        return c == lowerCase || (lowerCase >= 'a' && c == lowerCase - 32);
    }

    private static boolean blank(String text, int at) {
        return text.charAt(at) == ' ';
    }

    /** The preferred format. */
    public static String format(long epochSeconds) {
        LocalDateTime date = LocalDateTime.ofEpochSecond(epochSeconds, 0, ZoneOffset.UTC);
        StringBuilder text = new StringBuilder(29);
        text.append(DAY_NAMES[date.getDayOfWeek().getValue() - 1]).append(", ");
        twoDigits(text, date.getDayOfMonth()).append(' ');
        text.append(MONTH_NAMES[date.getMonthValue() - 1]).append(' ');
        twoDigits(text, date.getYear() / 100);
        twoDigits(text, date.getYear() % 100).append(' ');
        twoDigits(text, date.getHour()).append(':');
        twoDigits(text, date.getMinute()).append(':');
        return twoDigits(text, date.getSecond()).append(" GMT").toString();
    }

    private static StringBuilder twoDigits(StringBuilder text, int value) {
        return text.append((char) ('0' + value / 10)).append((char) ('0' + value % 10));
    }
}
