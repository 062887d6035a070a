package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class StatsTextTest {
    @Test
    void putsGroupsIntoATable() {
        JsonObject answer = new JsonObject("""
                {"groups":[{"at":"2026-11-23T13:28:00Z","by":{"cluster":"shop","version":""},"count":1000,"errors":4,
                  "errorShare":0.004,"blocked":0,"hits":250,"bytesIn":0,"bytesOut":51200,"p50Micros":1898,
                  "p90Micros":2700,"p99Micros":2879,"p999Micros":1200000}]}
                """);

        assertThat(StatsText.of(answer)).isEqualTo("""
                FROM                  CLUSTER  VERSION  REQUESTS  ERRORS    BLOCKED  HITS         OUT  P50    P90    P99    P99.9
                2026-11-23T13:28:00Z  shop     -        1000      4 (0.4%)  0        250 (25.0%)  50K  1.9ms  2.7ms  2.9ms  1.20s
                """);
    }

    @Test
    void saysThatNothingMatches() {
        assertThat(StatsText.of(new JsonObject("{\"groups\":[]}"))).isEqualTo("no records match");
    }
}
