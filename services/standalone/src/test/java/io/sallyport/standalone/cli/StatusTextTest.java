package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class StatusTextTest {
    private static final String STATUS = """
            {"at":"2026-11-23T13:28:48Z","startedAt":"2026-11-23T13:28:42Z","uptimeSeconds":7380,
             "bus":{"clustered":true},"store":{"kind":"redis","connected":false,"detail":"connection refused"},
             "missing":["cache-service"],
             "services":[{"service":"log-collector","instance":"0ee541f7-1111-2222-3333-444455556666","api":"127.0.0.1:1",
                          "startedAt":"2026-11-23T11:25:48Z","ready":true,"generations":{},"problems":[],"figures":{}},
                         {"service":"edge-proxy","instance":"edge-proxy-1f2e3d4c","api":"127.0.0.1:2",
                          "startedAt":"2026-11-23T13:28:42Z","ready":false,"generations":{"routes":2,"policies":3},
                          "problems":["web-tls: the certificate expires in 3 days"],"figures":{}}]}
            """;

    @Test
    void saysWhatIsUpAndWhatIsWrong() {
        assertThat(StatusText.of(new JsonObject(STATUS), false)).isEqualTo("""
                up for 2h3m; store redis, away: connection refused; bus clustered

                SERVICE        INSTANCE                              STATE      UP    SNAPSHOTS
                log-collector  0ee541f7-1111-2222-3333-444455556666  ready      2h3m  -
                edge-proxy     edge-proxy-1f2e3d4c                   not ready  6s    policies 3, routes 2
                missing: cache-service
                edge-proxy: web-tls: the certificate expires in 3 days
                """);
    }

    @Test
    void coloursStates() {
        assertThat(StatusText.of(new JsonObject(STATUS), true))
                .contains("\u001b[32mready    \u001b[0m")
                .contains("\u001b[33mnot ready\u001b[0m")
                .contains("\u001b[31mmissing: cache-service\u001b[0m");
    }
}
