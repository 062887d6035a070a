package io.sallyport.edge.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.edge.admin.Gatekeeper.Call;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GatekeeperTest {
    private final Gatekeeper open = gatekeeper("");
    private final Gatekeeper guarded = gatekeeper("s3cret");

    @ParameterizedTest
    @CsvSource({
        "localhost, 0",
        "localhost:9000, 0",
        "LOCALHOST, 0",
        "127.0.0.1:1, 0",
        "[::1]:9000, 0",
        "evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example:9000, 403",
        "127.1, 400",
        "192.168.0.1, 403",
        "user@localhost, 400",
        "'', 400",
    })
    void answersOnlyToNamesOfThisMachineWithoutAToken(String host, int status) {
        assertThat(status(open, new Call("GET", "/v1/status", List.of(host), null, null)))
                .isEqualTo(status);
    }

    @Test
    void wantsExactlyOneHost() {
        assertThat(status(open, new Call("GET", "/", List.of(), null, null))).isEqualTo(400);
        assertThat(status(open, new Call("GET", "/", List.of("localhost", "localhost"), null, null)))
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://evil.example, 403",
        "PUT, null, 403",
        "DELETE, http://localhost:3000, 403",
        "POST, http://localhost:9000, 0",
        "POST, http://LOCALHOST:9000, 0",
        "POST, , 0",
        "GET, http://evil.example, 0",
    })
    void letsNoPageOfAnotherOriginChangeAnything(String method, String origin, int status) {
        Call call = new Call(method, "/v1/cache/purge", List.of("localhost:9000"), origin, null);

        assertThat(status(open, call)).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/status, , 401",
        "/v1/status, Bearer wrong, 401",
        "/v1/status, Basic s3cret, 401",
        "/v1/status, s3cret, 401",
        "/v1/status, Bearer s3cret, 0",
        "/v1/status, bearer s3cret, 0",
        "/metrics, , 401",
        "/, , 401",
        "/health/ready, , 0",
        "/health/live, , 0",
        "/healthy, , 401",
    })
    void wantsTheTokenExceptForHealth(String path, String authorization, int status) {
        Call call = new Call("GET", path, List.of("admin.example"), null, authorization);

        assertThat(status(guarded, call)).isEqualTo(status);
    }

    private static int status(Gatekeeper gatekeeper, Call call) {
        return gatekeeper.refusal(call).map(Refusal::status).orElse(0);
    }

    private static Gatekeeper gatekeeper(String token) {
        return new Gatekeeper(new AdminConfig(new HostPort("127.0.0.1", 9000), null, new Secret(token)));
    }
}
