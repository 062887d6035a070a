package io.sallyport.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GatekeeperTest {
    private final Gatekeeper open = new Gatekeeper(new AdminConfig(null, null, null));
    private final Gatekeeper guarded = new Gatekeeper(new AdminConfig(
            new HostPort("127.0.0.1", 9000),
            null,
            new Secret("s3cret"),
            List.of(
                    new AdminTokenConfig("ann", new Secret("anns-token"), Role.OPERATE),
                    new AdminTokenConfig("watch", new Secret("watchs-token"), Role.READ)),
            null));

    @ParameterizedTest
    @CsvSource({
        "localhost, 0",
        "localhost:9000, 0",
        "LOCALHOST, 0",
        "127.0.0.1:1, 0",
        "127.7.8.9:1, 0",
        "[::1]:9000, 0",
        "evil.example, 403",
        "127.evil.example, 403",
        "localhost.evil.example, 403",
        "127.0.0.1.evil.example:9000, 403",
        "127.1, 400",
        "192.168.0.1, 403",
        "user@localhost, 400",
        "'', 400",
    })
    void answersOnlyToNamesOfThisMachineWithoutAToken(String host, int status) {
        Verdict verdict =
                open.judge(new Call("GET", "/v1/status", List.of(host), List.of(), Call.BrowserMarks.NONE, ""));

        assertThat(status(verdict)).isEqualTo(status);
    }

    @Test
    void wantsExactlyOneHost() {
        for (List<String> hosts : List.of(List.<String>of(), List.of("localhost", "localhost"))) {
            Call call = new Call("GET", "/", hosts, List.of(), Call.BrowserMarks.NONE, "");

            assertThat(status(open.judge(call))).isEqualTo(400);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "POST, http://evil.example, '', 403",
        "PUT, null, '', 403",
        "DELETE, http://localhost:3000, '', 403",
        "POST, http://localhost:9000, '', 0",
        "POST, http://localhost:9000, same-origin, 0",
        "POST, http://LOCALHOST:9000, '', 0",
        "POST, '', '', 0",
        "POST, '', cross-site, 403",
        "POST, '', same-site, 403",
        "POST, http://localhost:9000, cross-site, 403",
        "GET, http://evil.example, '', 0",
        "GET, '', cross-site, 403",
        "GET, '', same-site, 403",
        "GET, '', none, 0",
    })
    void letsNoPageOfAnotherOriginIn(String method, String origin, String site, int status) {
        Call call = new Call(
                method,
                "/v1/cache/purge",
                List.of("localhost:9000"),
                List.of(),
                new Call.BrowserMarks(origin, site, ""),
                "");

        assertThat(status(open.judge(call))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, '', 0",
        "application/yaml; charset=utf-8, '', 0",
        "'', '', 0",
        "application/x-www-form-urlencoded, '', 0",
        "application/x-www-form-urlencoded, http://localhost/ui/, 415",
        "Application/X-WWW-Form-Urlencoded; charset=utf-8, http://localhost/ui/, 415",
        "multipart/form-data; boundary=x, '', 415",
        "text/plain, '', 415",
    })
    void takesNoFormOfAPage(String type, String referer, int status) {
        Call call = new Call(
                "POST",
                "/v1/cache/purge",
                List.of("localhost"),
                List.of(),
                new Call.BrowserMarks("", "", referer),
                type);

        assertThat(status(open.judge(call))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/status, '', 401",
        "/v1/status, Bearer wrong, 401",
        "/v1/status, Bearer s3cre, 401",
        "/v1/status, Bearer s3cret0, 401",
        "/v1/status, Basic s3cret, 401",
        "/v1/status, s3cret, 401",
        "/v1/status, Bearer, 401",
        "/v1/status, Bearer s3cret, 0",
        "/v1/status, bearer anns-token, 0",
        "/v1/status, Bearer watchs-token, 0",
        "/metrics, '', 401",
        "/v1/openapi.json, '', 401",
        "/health/ready, '', 0",
        "/health/live, '', 0",
        "/healthy, '', 401",
        "/health/../v1/status, '', 401",
        "/health/%2e%2e/v1/status, '', 401",
        "/, '', 401",
    })
    void wantsATokenExceptForHealth(String target, String authorization, int status) {
        assertThat(status(guarded.judge(call("GET", target, authorization)))).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "anns-token, ann, OPERATE",
        "watchs-token, watch, READ",
        "s3cret, admin, OPERATE",
    })
    void knowsWhoCalls(String token, String name, Role role) {
        Verdict verdict = guarded.judge(call("GET", "/v1/status", "Bearer " + token));

        assertThat(verdict.caller()).isEqualTo(new Caller(name, role));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /v1/policies, 0",
        "HEAD, /v1/policies, 0",
        "OPTIONS, /v1/policies, 0",
        "PUT, /v1/policies, 403",
        "DELETE, /v1/unlocks/1, 403",
        "PURGE, /v1/anything, 403",
        "POST, /v1/policies/replay?since=1h, 0",
        "POST, /v1/cache/simulate, 0",
        "POST, /v1/cache/simulate/, 403",
        "POST, /v1/policies/repla%79, 403",
        "POST, /v1/cache/purge, 403",
        "PUT, /v1/policies?dryRun=true, 0",
        "PUT, /v1/policies?note=x&dryRun=true, 0",
        "PUT, /v1/policies?dryRun=false, 403",
        "PUT, /v1/policies?dryRun=true&dryRun=false, 403",
        "PUT, /v1/policies?dryRun=false&dryRun=true, 403",
        "PUT, /v1/policies?dryRu%6e=false&dryRun=true, 403",
        "PUT, /v1/policies?x;dryRun=true, 403",
        "PUT, /v1/policies?dryRun, 403",
        "POST, /v1/cache/purge?dryRun=true, 403",
    })
    void letsAReaderAskAndChangeNothing(String method, String target, int status) {
        assertThat(status(guarded.judge(call(method, target, "Bearer watchs-token"))))
                .isEqualTo(status);
    }

    @Test
    void tellsByTheChallengeWhatIsWrong() {
        assertThat(challenge("GET", "/v1/status", "")).isEqualTo("Bearer realm=\"sallyport\"");
        assertThat(challenge("GET", "/v1/status", "Basic x")).isEqualTo("Bearer realm=\"sallyport\"");
        assertThat(challenge("GET", "/v1/status", "Bearer x")).contains("error=\"invalid_token\"");
        assertThat(challenge("PUT", "/v1/policies", "Bearer watchs-token"))
                .contains("error=\"insufficient_scope\"", "scope=\"operate\"");
        assertThat(challenge("GET", "/v1/status?access_token=s3cret", "")).contains("error=\"invalid_request\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1/status?access_token=s3cret",
                "/v1/status?a=1&token=s3cret",
                "/v1/status?a=1;token=s3cret",
                "/v1/status?Access%5Ftoken=s3cret",
            })
    void takesNoTokenFromAUrl(String target) {
        Verdict verdict = guarded.judge(call("GET", target, "Bearer s3cret"));

        assertThat(status(verdict)).isEqualTo(400);
        assertThat(verdict.toString()).doesNotContain("s3cret");
    }

    @Test
    void takesOneAuthorizationOnly() {
        Call call = new Call(
                "GET",
                "/v1/status",
                List.of("localhost"),
                List.of("Bearer s3cret", "Bearer anns-token"),
                Call.BrowserMarks.NONE,
                "");

        assertThat(status(guarded.judge(call))).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/v1/status",
                "localhost:9000",
                "*",
                "/v1/../v1/status",
                "/v1/%2e%2e/status",
                "/v1/.%2E/status",
                "/v1/./status",
                "/v1//status",
                "/v1%2fstatus",
                "/v1/a%5cb",
                "/v1\\status",
                "/v1/a%00",
            })
    void takesPathsThatEverybodyReadsAlike(String target) {
        assertThat(status(guarded.judge(call("GET", target, "Bearer s3cret")))).isEqualTo(400);
    }

    @Test
    void letsEverybodyOfThisMachineOperateWithoutAToken() {
        Call call = new Call("PUT", "/v1/policies", List.of("localhost"), List.of(), Call.BrowserMarks.NONE, "");

        assertThat(open.judge(call)).isEqualTo(new Verdict.Admitted(Caller.LOCAL, true));
    }

    private String challenge(String method, String target, String authorization) {
        return ((Verdict.Refused) guarded.judge(call(method, target, authorization))).challenge();
    }

    private static Call call(String method, String target, String authorization) {
        List<String> shown = authorization.isEmpty() ? List.of() : List.of(authorization);
        return new Call(method, target, List.of("admin.example"), shown, Call.BrowserMarks.NONE, "");
    }

    private static int status(Verdict verdict) {
        return verdict instanceof Verdict.Refused refused ? refused.status() : 0;
    }
}
