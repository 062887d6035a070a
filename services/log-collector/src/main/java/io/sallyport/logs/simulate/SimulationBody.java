package io.sallyport.logs.simulate;

import io.sallyport.cache.engine.key.KeyRules;
import io.sallyport.contract.ByteSize;
import io.sallyport.contract.route.CacheKeyDocument;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * Reads the body of a simulation. Fails with {@link IllegalArgumentException} in words for the caller.
 *
 * <p>{@code {"since": "1h", "route": "shop", "records": 200000, "current": RULE, "proposed": RULE}}, where a rule is {@code
 * {"drop": [...], "sort": true, "header": [...], "cookie": [...], "memory": "64MiB", "lifetime": "300s"}} and everything may
 * be left out.
 */
public final class SimulationBody {
    private static final Set<String> KEYS = Set.of("since", "route", "records", "current", "proposed");
    private static final Set<String> RULE = Set.of("drop", "sort", "header", "cookie", "memory", "lifetime");

    private final JsonObject body;
    private final Scenario usual;

    private SimulationBody(JsonObject body, ByteSize memory) {
        this.body = body;
        this.usual = new Scenario(rules(CacheKeyDocument.USUAL), memory.bytes(), 0);
    }

    /**
     * Reads.
     *
     * @param memory of an edge as it is configured
     */
    public static Simulation read(Buffer bytes, ByteSize memory, Instant now) {
        SimulationBody read = new SimulationBody(json(bytes), memory);
        known(read.body, KEYS, "");
        int records = read.body.containsKey("records") ? read.number("records") : 200_000;
        if (records < 1 || records > Simulation.RECORDS_MAX) {
            throw wrong("records", records, "1 to " + Simulation.RECORDS_MAX);
        }
        Scenario current = read.scenario("current", read.usual);
        return new Simulation(
                read.since(now), read.text("route", ""), records, current, read.scenario("proposed", current));
    }

    private static JsonObject json(Buffer bytes) {
        try {
            return bytes == null || bytes.length() == 0 ? new JsonObject() : new JsonObject(bytes);
        } catch (DecodeException | ClassCastException e) {
            throw new IllegalArgumentException("found a body that is not a JSON object", e);
        }
    }

    private long since(Instant now) {
        String text = text("since", "");
        return text.isEmpty()
                ? Long.MIN_VALUE
                : now.minus(duration("since", text)).toEpochMilli() * 1000;
    }

    private Scenario scenario(String name, Scenario base) {
        if (!body.containsKey(name)) {
            return base;
        }
        if (!(body.getValue(name) instanceof JsonObject rule)) {
            throw wrong(name, body.getValue(name), "an object");
        }
        known(rule, RULE, name + ".");
        boolean keyed = Set.of("drop", "sort", "header", "cookie").stream().anyMatch(rule::containsKey);
        KeyRules keys = keyed
                ? rules(new CacheKeyDocument(
                        list(rule, "drop"),
                        Boolean.TRUE.equals(rule.getValue("sort")),
                        list(rule, "header"),
                        list(rule, "cookie")))
                : base.keys();
        Object memory = rule.getValue("memory");
        Object lifetime = rule.getValue("lifetime");
        return new Scenario(
                keys,
                memory == null ? base.memoryBytes() : bytes(name + ".memory", memory),
                lifetime == null
                        ? base.lifetimeSeconds()
                        : duration(name + ".lifetime", lifetime.toString()).toSeconds());
    }

    private static KeyRules rules(CacheKeyDocument document) {
        return KeyRules.of(document.drop(), document.sort(), document.header(), document.cookie());
    }

    private static long bytes(String key, Object value) {
        if (value.equals("unbounded")) {
            return Long.MAX_VALUE;
        }
        try {
            return ByteSize.parse(value.toString()).bytes();
        } catch (IllegalArgumentException e) {
            throw wrong(key, value, "a size such as 64MiB, or unbounded");
        }
    }

    private static List<String> list(JsonObject rule, String name) {
        Object value = rule.getValue(name);
        if (value == null) {
            return null;
        }
        if (!(value instanceof JsonArray array) || array.stream().anyMatch(each -> !(each instanceof String))) {
            throw wrong(name, value, "a list of names");
        }
        return array.stream().map(String.class::cast).toList();
    }

    private int number(String key) {
        if (body.getValue(key) instanceof Integer number) {
            return number;
        }
        throw wrong(key, body.getValue(key), "a number");
    }

    private String text(String key, String otherwise) {
        Object value = body.getValue(key, otherwise);
        if (value instanceof String text) {
            return text;
        }
        throw wrong(key, value, "text");
    }

    /** A number and s, m, h or d. */
    private static Duration duration(String key, String text) {
        int last = text.length() - 1;
        int unit = last < 1 ? -1 : "smhd".indexOf(text.charAt(last));
        try {
            long amount = unit < 0 ? -1 : Long.parseLong(text.substring(0, last));
            if (amount >= 0 && amount <= 1_000_000_000L) {
                return Duration.ofSeconds(
                        amount * List.of(1L, 60L, 3600L, 86_400L).get(unit));
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw wrong(key, text, "a time such as 300s, 15m, 2h or 7d");
    }

    private static void known(JsonObject object, Set<String> keys, String at) {
        for (String name : object.fieldNames()) {
            if (!keys.contains(name)) {
                throw wrong(
                        at + name,
                        "this key",
                        String.join(", ", keys.stream().sorted().toList()));
            }
        }
    }

    private static IllegalArgumentException wrong(String key, Object found, String allowed) {
        return new IllegalArgumentException(key + ": found " + found + ", allowed: " + allowed);
    }
}
