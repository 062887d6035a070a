package io.sallyport.logs;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;
import java.util.List;
import java.util.Random;

/** Records of few values, so that conditions hold for some of them, and of texts that are hard on whoever compares them. */
public final class RandomRecords {
    public static final List<String> CLIENTS = List.of(
            "10.1.2.3",
            "10.200.0.1",
            "9.255.255.255",
            "11.0.0.0",
            "192.168.1.77",
            "255.255.255.255",
            "0.0.0.0",
            "2001:db8::1",
            "2001:db8:0:0:1::",
            "2001:db9::",
            "::1",
            "::",
            "fe80::1:2:3:4",
            "1:2:3:4:5:6:7:8",
            "::ffff:10.1.2.3",
            "::ffff:a01:203",
            "1:2:3:4:5:6:7::",
            "1:2:3:4:5:6:7:8::",
            "1::2::3",
            "1:2:3",
            "p-0123456789abcdef",
            "p-10",
            "010.1.2.3",
            "10.1.2",
            "10.1.2.3.4",
            "10.1.2.256",
            "2001:DB8::1",
            "12345::1",
            "");
    public static final List<String> TEXTS = List.of(
            "",
            "shop",
            "Shop",
            "a*b",
            "100%",
            "a_b",
            "axb",
            "back\\slash",
            "it's \"quoted\"",
            "'; DROP TABLE records; --",
            "\u00e9t\u00e9 \u00c9T\u00c9",
            "\u0130stanbul",
            "\u03a3\u03c3\u03c2",
            "\ud83d\ude00 smile",
            "nul\0inside",
            "line\nbreak",
            "/api/items/1?page=2",
            "/api/items/22",
            "/API/items",
            "aaa",
            "aab");
    private static final List<String> ENDPOINTS = List.of(
            "",
            "http://127.0.0.1:9101",
            "https://[2001:db8::1]:443",
            "10.1.2.3:443",
            "[::1]:80",
            "http://shop.example:80",
            "10.1.2.3",
            "http://10.1.2.3/",
            "HTTP://10.1.2.3",
            "http://[10.1.2.3]:80",
            "x\nhttp://10.1.2.3",
            "10.1.2.3\n");

    private final Random random;

    public RandomRecords(Random random) {
        this.random = random;
    }

    /** The next one of edge {@code e-0} or {@code e-1}. */
    public KeptRecord next(long sequence) {
        return new KeptRecord("e-" + random.nextInt(2), access(sequence));
    }

    private AccessRecord access(long sequence) {
        return new AccessRecord(
                sequence,
                Records.NEW_YEAR_MICROS + random.nextInt(1000),
                number(),
                number(),
                one(List.of(Kind.values())),
                one(List.of(Direction.values())),
                text(),
                text(),
                one(CLIENTS),
                text(),
                text(),
                random.nextBoolean() ? one(ENDPOINTS) : text(),
                text(),
                one(List.of(0, 200, 304, 404, 499, 500, 502, 503, 599)),
                one(List.of(Outcome.values())),
                text(),
                text(),
                text(),
                one(ENDPOINTS),
                text(),
                text(),
                number(),
                number(),
                number(),
                number(),
                text(),
                text(),
                text(),
                text(),
                random.nextInt(4),
                text(),
                text(),
                text(),
                text(),
                text(),
                text(),
                number(),
                text(),
                text());
    }

    private long number() {
        return switch (random.nextInt(4)) {
            case 0 -> 0;
            case 1 -> Long.MAX_VALUE;
            case 2 -> random.nextInt(5_000_000);
            default -> 1024L << random.nextInt(12);
        };
    }

    private String text() {
        return one(TEXTS);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
