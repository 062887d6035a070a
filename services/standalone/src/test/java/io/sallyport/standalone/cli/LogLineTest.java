package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LogLineTest {
    private final LogLine line = new LogLine(ZoneOffset.UTC, false);

    private static JsonObject entry(String startedAt) {
        return new JsonObject()
                .put("startedAt", startedAt)
                .put("status", 200)
                .put("method", "GET")
                .put("totalMicros", 1318)
                .put("bytesOut", 512)
                .put("endpoint", "http://127.0.0.1:9101")
                .put("version", "1.1")
                .put("cache", "fwd=uri-miss; stored")
                .put("scheme", "http")
                .put("authority", "shop.example")
                .put("path", "/api")
                .put("client", "192.0.2.7")
                .put("user", "")
                .put("outcome", "forwarded")
                .put("rule", "default")
                .put("detail", "");
    }

    @Test
    void saysTheDayOnceAndThenALineForEachRecord() {
        assertThat(line.of(entry("2026-11-23T13:28:42.199950Z")))
                .isEqualTo("2026-11-23 Z\n13:28:42.199    200 GET        1.3ms     512B  127.0.0.1:9101 1.1       "
                        + "http://shop.example/api  192.0.2.7");
        assertThat(line.of(entry("2026-11-23T13:28:43Z"))).startsWith("13:28:43.000");
        assertThat(line.of(entry("2026-11-24T00:00:00Z"))).startsWith("2026-11-24 Z\n00:00");
    }

    @Test
    void saysWhatWasUnusual() {
        JsonObject refused = entry("2026-11-23T13:28:42Z")
                .put("status", 0)
                .put("outcome", "connection_refused")
                .put("rule", "via-nl")
                .put("user", "ann")
                .put("endpoint", "")
                .put("detail", "connection refused by 127.0.0.1:9101");

        assertThat(line.of(refused))
                .contains("     - GET")
                .endsWith("192.0.2.7 ann connection_refused rule via-nl: connection refused by 127.0.0.1:9101");
        assertThat(line.of(entry("2026-11-23T13:28:42Z").put("cache", "hit; ttl=3")))
                .contains("  cache  ");
    }

    @Test
    void obeysNoStranger() {
        assertThat(line.of(entry("2026-11-23T13:28:42Z").put("path", "/\u001b]0;owned\u0007")))
                .contains("/\\u001b]0;owned\\u0007")
                .doesNotContain("\u001b");
    }

    @Test
    void coloursTheStatus() {
        assertThat(new LogLine(ZoneOffset.UTC, true)
                        .of(entry("2026-11-23T13:28:42Z").put("status", 503)))
                .contains("\u001b[31m   503\u001b[0m");
    }
}
