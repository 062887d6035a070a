package io.sallyport.config;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one text as one value. Every reader refuses with {@code found X, allowed: Y}. */
final class Scalars {
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,19}(_\\d{1,19}){0,9}");
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,15}(\\.\\d{1,15})?");
    private static final Pattern DURATION = Pattern.compile("(\\d{1,13})(ms|s|m|h|d)");

    /** A hundred years: beyond it, nanoseconds soon leave 64 bits. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static final Map<Class<?>, Function<String, Object>> BUILT_IN = Map.of(
            String.class,
            Scalars::text,
            boolean.class,
            Scalars::truth,
            Boolean.class,
            Scalars::truth,
            int.class,
            text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE),
            Integer.class,
            text -> (int) whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE),
            long.class,
            text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
            Long.class,
            text -> whole(text, Long.MIN_VALUE, Long.MAX_VALUE),
            Double.class,
            Scalars::number,
            Duration.class,
            Scalars::duration);

    private Scalars() {}

    /** Whether a plain text can be this type. */
    static boolean reads(Class<?> type) {
        return BUILT_IN.containsKey(type) || type.isEnum() || parser(type).isPresent();
    }

    /** @throws IllegalArgumentException if the text is not one */
    static Object read(Class<?> type, String text) {
        Function<String, Object> builtIn = BUILT_IN.get(type);
        if (builtIn != null) {
            return builtIn.apply(text);
        }
        Optional<Method> parser = parser(type);
        return parser.isPresent() ? parse(parser.get(), text) : constant(type, text);
    }

    /** What the type takes, for a finding about something that is not even a text. */
    static String allowed(Class<?> type) {
        if (type == Duration.class) {
            return "a duration such as 500ms, 10s, 5m, 1h or 7d";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true, false";
        }
        if (type == String.class) {
            return "a text";
        }
        if (type == Double.class) {
            return "a number such as 0.25";
        }
        if (BUILT_IN.containsKey(type)) {
            return "a whole number";
        }
        return type.isEnum() && parser(type).isEmpty() ? String.join(", ", names(type)) : "a single value";
    }

    private static Object number(String text) {
        if (!NUMBER.matcher(text).matches()) {
            throw refusal(text, allowed(Double.class));
        }
        return Double.valueOf(text);
    }

    private static Optional<Method> parser(Class<?> type) {
        try {
            Method method = type.getMethod("parse", String.class);
            boolean fits = Modifier.isStatic(method.getModifiers()) && type.isAssignableFrom(method.getReturnType());
            return fits ? Optional.of(method) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
    }

    private static Object parse(Method parser, String text) {
        try {
            parser.setAccessible(true);
            return parser.invoke(null, text);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getTargetException().getMessage(), e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(parser + " cannot be called", e);
        }
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (name(constant).equals(text)) {
                return constant;
            }
        }
        throw refusal(text, Text.allowed(text, names(type)));
    }

    private static List<String> names(Class<?> type) {
        List<String> names = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            names.add(name(constant));
        }
        return names;
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** No key has a use for NUL, and a path with it is none to the system. */
    private static Object text(String text) {
        if (text.indexOf('\0') >= 0) {
            throw refusal(text, "a text without NUL characters");
        }
        return text;
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw refusal(text, "true, false");
        }
        return Boolean.valueOf(text);
    }

    private static long whole(String text, long min, long max) {
        String allowed = "a whole number from " + min + " to " + max;
        if (!WHOLE.matcher(text).matches()) {
            throw refusal(text, allowed);
        }
        try {
            long value = Long.parseLong(text.replace("_", ""));
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // More than 64 bits: the same answer as for a value out of range.
        }
        throw refusal(text, allowed);
    }

    private static Duration duration(String text) {
        Matcher matcher = DURATION.matcher(text);
        if (!matcher.matches()) {
            throw refusal(text, allowed(Duration.class));
        }
        Duration duration = Duration.of(Long.parseLong(matcher.group(1)), unit(matcher.group(2)));
        if (duration.compareTo(LONGEST) > 0) {
            throw refusal(text, "at most " + LONGEST.toDays() + "d");
        }
        return duration;
    }

    private static ChronoUnit unit(String suffix) {
        return switch (suffix) {
            case "ms" -> ChronoUnit.MILLIS;
            case "s" -> ChronoUnit.SECONDS;
            case "m" -> ChronoUnit.MINUTES;
            case "h" -> ChronoUnit.HOURS;
            default -> ChronoUnit.DAYS;
        };
    }

    private static IllegalArgumentException refusal(String text, String allowed) {
        return new IllegalArgumentException("found " + Text.quote(text) + ", allowed: " + allowed);
    }
}
