package io.sallyport.logs.filter;

import io.sallyport.logs.RandomRecords;
import io.sallyport.logs.record.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;

/** Filters of every kind that the language has, about values that {@link RandomRecords} have. */
final class RandomFilters {
    private static final List<String> NETWORKS = List.of(
            "10.0.0.0/8",
            "10.1.2.3",
            "10.0.0.0/9",
            "0.0.0.0/0",
            "192.168.1.64/27",
            "255.255.255.255/32",
            "2001:db8::/32",
            "2001:db8::/33",
            "2001:db8::/31",
            "::/0",
            "::1",
            "::/127",
            "fe80::/10",
            "fe80::1:2:3:4/128",
            "1:2:3:4:5:6:7:8",
            "::ffff:10.1.2.3");

    private final Random random;

    RandomFilters(Random random) {
        this.random = random;
    }

    String next(int depth) {
        int kind = random.nextInt(depth > 0 ? 10 : 6);
        return switch (kind) {
            case 6 -> "(" + next(depth - 1) + " and " + next(depth - 1) + ")";
            case 7 -> "(" + next(depth - 1) + " or " + next(depth - 1) + ")";
            case 8 -> "not " + next(depth - 1);
            case 9 -> "(" + next(depth - 1) + ")";
            case 0 -> one(List.of("client", "endpoint", "host")) + maybeNot() + " in " + members(this::address);
            case 1 -> quoted(text(true));
            default -> condition(one(List.of(Field.values())));
        };
    }

    private String condition(Field field) {
        String name = field.label();
        if (field.type().isNumeric()) {
            return switch (random.nextInt(3)) {
                case 0 -> name + maybeNot() + " in " + members(this::numbers);
                case 1 -> name + one(List.of("=", "!=")) + range();
                default -> name + one(List.of("=", "!=", "<", "<=", ">", ">=")) + number();
            };
        }
        if (!field.words().isEmpty()) {
            String word = random.nextBoolean()
                    ? one(field.words())
                    : one(List.of("*refused", "sp_*", "*e*", "ADMIN*", "*_*d"));
            return random.nextInt(3) == 0
                    ? name + "~" + word.replace('*', '_')
                    : name + one(List.of("=", "!=", " in ")) + word;
        }
        return random.nextInt(3) == 0
                ? name + maybeNot() + " in " + members(() -> quoted(text(false)))
                : name + one(List.of("=", "!=", "~")) + quoted(text(false));
    }

    private String maybeNot() {
        return random.nextBoolean() ? "" : " not";
    }

    private String members(Supplier<String> member) {
        List<String> members = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            members.add(member.get());
        }
        return members.size() == 1 && random.nextBoolean() ? members.get(0) : "(" + String.join(", ", members) + ")";
    }

    private String address() {
        return random.nextInt(4) == 0 ? quoted(one(RandomRecords.CLIENTS).replace("*", "")) : one(NETWORKS);
    }

    private String numbers() {
        return random.nextBoolean() ? number() : range();
    }

    private String range() {
        long from = random.nextInt(600);
        return from + ".." + (from + random.nextInt(5_000_000));
    }

    private String number() {
        return one(List.of("0", "1", "200", "499", "500", "502", "1024", "4096", "2000000", "" + Long.MAX_VALUE));
    }

    /** A text of the records, a piece of one, or one with wildcards in it. */
    private String text(boolean filled) {
        String text = one(RandomRecords.TEXTS);
        if (filled && text.isEmpty()) {
            text = "s";
        }
        StringBuilder written = new StringBuilder();
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int chance = random.nextInt(12);
            if (chance == 0) {
                written.append('*');
            } else if (chance > 1 || i == 0) {
                written.appendCodePoint(
                        random.nextInt(20) == 0 ? Character.toUpperCase(text.codePointAt(i)) : text.codePointAt(i));
            }
        }
        return written.toString();
    }

    /** In quotes, with what would end them or mean something escaped; a star stays a wildcard half of the times. */
    private String quoted(String text) {
        String escaped = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return '"' + (random.nextBoolean() ? escaped.replace("*", "\\*") : escaped) + '"';
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
