package io.sallyport.logs;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;

/** Access records for tests: one usual record and the deviations that a test is about. */
public final class Records {
    /** 2026-01-01T00:00:00Z. */
    public static final long NEW_YEAR_MICROS = 1_767_225_600_000_000L;

    private long sequence = 1;
    private long startedAtMicros = NEW_YEAR_MICROS;
    private long totalMicros = 1500;
    private int status = 200;
    private Outcome outcome = Outcome.FORWARDED;
    private String cluster = "shop";
    private String endpoint = "127.0.0.1:9101";
    private String version = "1.1";
    private String path = "/api/items?page=2";
    private String method = "GET";

    private Kind kind = Kind.EXCHANGE;
    private String track = "";
    private String cache = "fwd=uri-miss; stored";
    private String route = "shop";
    private String reported = "";

    private Records() {}

    public static Records record() {
        return new Records();
    }

    public Records sequence(long value) {
        sequence = value;
        return this;
    }

    public Records startedAt(long micros) {
        startedAtMicros = micros;
        return this;
    }

    public Records took(long micros) {
        totalMicros = micros;
        return this;
    }

    public Records status(int value) {
        status = value;
        return this;
    }

    public Records outcome(Outcome value) {
        outcome = value;
        return this;
    }

    public Records server(String ofCluster, String address, String label) {
        cluster = ofCluster;
        endpoint = address;
        version = label;
        return this;
    }

    public Records path(String value) {
        path = value;
        return this;
    }

    public Records reported(String rules) {
        reported = rules;
        return this;
    }

    public Records cache(String value) {
        cache = value;
        return this;
    }

    public Records route(String value) {
        route = value;
        return this;
    }

    public Records kind(Kind value) {
        kind = value;
        return this;
    }

    public Records track(String value) {
        track = value;
        return this;
    }

    public Records method(String value) {
        method = value;
        return this;
    }

    public KeptRecord kept() {
        return new KeptRecord("edge-1", build());
    }

    public AccessRecord build() {
        return new AccessRecord(
                sequence,
                startedAtMicros,
                totalMicros,
                totalMicros / 2,
                kind,
                Direction.REVERSE,
                "web",
                "HTTP/1.1",
                "10.1.2.3",
                method,
                "http",
                "shop.example:8080",
                path,
                status,
                outcome,
                "default",
                route,
                cluster,
                endpoint,
                version,
                cache,
                10,
                2048,
                3,
                4,
                "curl/8.5 \"quoted\"",
                "r-" + sequence,
                "",
                track,
                1,
                "",
                "",
                "",
                "",
                reported);
    }
}
