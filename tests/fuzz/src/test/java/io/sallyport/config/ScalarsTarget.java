package io.sallyport.config;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.Share;
import io.sallyport.contract.Statuses;
import io.sallyport.contract.policy.Rate;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.time.Duration;
import java.util.List;

/** Single values of keys: numbers, sizes, lengths of time, rates, statuses, addresses; a value or a refusal in words. */
public final class ScalarsTarget {
    private static final List<Class<?>> TYPES = List.of(
            String.class,
            boolean.class,
            int.class,
            long.class,
            Double.class,
            Duration.class,
            ByteSize.class,
            HostPort.class,
            Share.class,
            Rate.class,
            Statuses.class,
            java.time.DayOfWeek.class);

    private ScalarsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        Class<?> type = TYPES.get(in.octet() % TYPES.size());
        byte[] rest = in.rest();
        Object value = read(type, rest);
        if (value instanceof ByteSize || value instanceof HostPort || value instanceof Rate) {
            Check.same(Scalars.read(type, value.toString()), value);
        }
        if (value instanceof Duration duration) {
            Check.that(!duration.isNegative() && duration.toDays() <= 36_500, "a duration of " + duration);
        }
        if (value instanceof Number number) {
            Check.that(!Double.isNaN(number.doubleValue()), "no number");
        }
        Cost.atLength(rest, bytes -> read(type, bytes));
    }

    private static Object read(Class<?> type, byte[] bytes) {
        try {
            return Cost.of(bytes.length, () -> Scalars.read(type, Input.utf8(bytes)));
        } catch (IllegalArgumentException refusal) {
            Check.that(String.valueOf(refusal.getMessage()).contains("allowed"), type + ": " + refusal.getMessage());
            return null;
        }
    }
}
