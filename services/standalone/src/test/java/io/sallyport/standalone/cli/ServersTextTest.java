package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class ServersTextTest {
    private static final Instant NOW = Instant.parse("2026-11-23T13:28:48Z");
    private static final String SERVER = """
            {"id":"shop@127.0.0.1:9102","version":"1.5","facts":{"commit":"7c9e667"},
             "health":{"state":"healthy","reason":"200 from /health","since":null},
             "upSince":"2026-11-23T13:25:48Z","protocol":"h2","tls":true,
             "certificate":{"subject":"CN=shop","issuer":"CN=authority","daysLeft":2,"problem":"expires in 2 days"},
             "weight":1,"priority":0,
             "canary":{"role":"canary","route":"shop","version":"1.5","phase":"running","step":1,"steps":2,"weight":5},
             "connections":{"open":12,"active":4,"idle":8,"pending":0,"requests":4},
             "ejection":{"state":"ejected","reason":"5 failures in a row at edge a","edges":[]},
             "traffic":{"windowSeconds":300,"requests":200,"errors":1,"errorShare":0.005,
                        "p50Micros":900,"p90Micros":1200,"p99Micros":2900,"p999Micros":4095},
             "versions":[{"from":"","version":"1.4","since":"2026-11-01T00:00:00Z"},
                         {"from":"1.4","version":"1.5","since":"2026-11-23T00:00:00Z"}],
             "healthChanges":[],"lastErrors":[],"lastRecords":[],
             "alarms":[{"text":"its certificate expires","severity":"critical","kind":"certificate_expiry",
                        "since":"2026-11-23T13:25:48Z"}]}
            """;

    @Test
    void showsARowForEachServer() {
        JsonObject answer = new JsonObject()
                .put("servers", new JsonArray().add(new JsonObject(SERVER)))
                .put("coverage", new JsonObject("{\"collectors\":[],\"missing\":[\"c2\"]}"));

        assertThat(ServersText.table(answer, NOW, false)).isEqualTo("""
                SERVER               VERSION  STATE    UP  CANARY  REQUESTS  ERRORS  P50    P99    ALARMS
                shop@127.0.0.1:9102  1.5      ejected  3m  canary  200       0.5%    900us  2.9ms  1
                without the traffic that log-collector c2 has counted: it did not answer
                """);
    }

    @Test
    void showsAllThatIsKnownOfOne() {
        assertThat(ServersText.page(new JsonObject(SERVER), NOW, false))
                .contains(
                        "version      1.5\n",
                        "commit       7c9e667\n",
                        "protocol     h2 over TLS\n",
                        "up           3m\n")
                .contains("certificate  CN=shop, 2 days left, by CN=authority; expires in 2 days\n")
                .contains("canary       canary of route shop, 1.5 running, step 1/2, 5%\n")
                .contains("ejection     ejected, 5 failures in a row at edge a\n")
                .containsSubsequence("VERSIONS", "2026-11-23T00:00:00Z  1.5  1.4", "2026-11-01T00:00:00Z  1.4  -")
                .doesNotContain("LAST ERRORS");
    }

    @Test
    void aCriticalAlarmIsToldToTheShell() {
        JsonObject answer = new JsonObject().put("alarms", new JsonObject(SERVER).getJsonArray("alarms"));

        assertThat(AlarmsText.table(answer, NOW, false)).isEqualTo("""
                SEVERITY  FOR  KIND                TEXT
                critical  3m   certificate_expiry  its certificate expires
                """);
        assertThat(AlarmsText.isCritical(answer)).isTrue();
        assertThat(AlarmsText.isCritical(new JsonObject("{\"alarms\":[]}"))).isFalse();
        assertThat(AlarmsText.table(new JsonObject("{\"alarms\":[]}"), NOW, false))
                .isEqualTo("no alarms");
    }
}
