package io.sallyport.contract.log.line;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * A line as <a href="https://httpd.apache.org/docs/2.4/logs.html#common">Apache httpd</a> writes it, times in UTC:
 * {@code client - user [time] "request" status bytes}. The request has the absolute form where the proxy was asked for it. A
 * dash stands for nothing, and {@code 000} for the status of a request that got no answer.
 */
public final class CommonLine implements LineWriter {
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");

    private final boolean combined;

    private CommonLine(boolean combined) {
        this.combined = combined;
    }

    public static CommonLine common() {
        return new CommonLine(false);
    }

    /** With Referer, which records do not have, so always a dash, and User-Agent. */
    public static CommonLine combined() {
        return new CommonLine(true);
    }

    /** Whether a record is of a client's request that has ended, which is all that these formats know. */
    public static boolean tells(AccessRecord access) {
        return access.kind() != Kind.ADMIN
                && access.kind() != Kind.PROGRESS
                && !access.track().equals("shadow")
                && !access.track().equals("background");
    }

    @Override
    public void write(StringBuilder out, String edge, AccessRecord access) {
        bare(out, access.client());
        out.append(" - ");
        bare(out, access.user());
        out.append(" [");
        time(out, Math.floorDiv(access.startedAtMicros(), 1_000_000));
        out.append("] \"");
        request(out, access);
        out.append("\" ");
        padded(out, access.status(), 3);
        out.append(' ');
        if (access.bytesOut() == 0) {
            out.append('-');
        } else {
            out.append(access.bytesOut());
        }
        if (combined) {
            out.append(" \"-\" \"");
            quoted(out, access.userAgent());
            out.append('"');
        }
        out.append('\n');
    }

    private static void request(StringBuilder out, AccessRecord access) {
        Escapes.quoted(out, access.method());
        out.append(' ');
        if (access.scheme().isEmpty()) {
            quoted(out, access.authority());
        } else {
            if (access.direction() == Direction.FORWARD) {
                Escapes.quoted(out, access.scheme());
                out.append("://");
                Escapes.quoted(out, access.authority());
            }
            Escapes.quoted(out, access.path());
        }
        out.append(' ');
        quoted(out, protocol(access.protocol()));
    }

    /** As other servers name it. */
    private static String protocol(String ours) {
        return switch (ours) {
            case "h2" -> "HTTP/2.0";
            case "h3" -> "HTTP/3.0";
            default -> ours;
        };
    }

    private static void bare(StringBuilder out, String text) {
        if (text.isEmpty()) {
            out.append('-');
        } else {
            Escapes.bare(out, text);
        }
    }

    private static void quoted(StringBuilder out, String text) {
        if (text.isEmpty()) {
            out.append('-');
        } else {
            Escapes.quoted(out, text);
        }
    }

    private static void time(StringBuilder out, long second) {
        LocalDateTime time = LocalDateTime.ofEpochSecond(second, 0, ZoneOffset.UTC);
        padded(out, time.getDayOfMonth(), 2);
        out.append('/').append(MONTHS.get(time.getMonthValue() - 1)).append('/');
        padded(out, time.getYear(), 4);
        out.append(':');
        padded(out, time.getHour(), 2);
        out.append(':');
        padded(out, time.getMinute(), 2);
        out.append(':');
        padded(out, time.getSecond(), 2);
        out.append(" +0000");
    }

    private static void padded(StringBuilder out, int number, int digits) {
        for (int limit = 10, left = digits - 1; left > 0; left--, limit *= 10) {
            if (number < limit) {
                out.append("0".repeat(left));
                break;
            }
        }
        out.append(number);
    }
}
