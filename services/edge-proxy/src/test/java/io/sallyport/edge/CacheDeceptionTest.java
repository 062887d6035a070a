package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A path that looks like that of a style sheet and is read as that of an account. Nothing is kept because of how a path
 * looks, and the key is what the server saw.
 */
@ExtendWith(LeakWatch.class)
class CacheDeceptionTest {
    private static final String[] DECEIVING = {
        "/account/x.css",
        "/account;x.css",
        "/account%2Fx.css",
        "/account%252Fx.css",
        "/account%3Fx.css",
        "/account%23x.css",
        "/account%0Ax.css",
        "/account?x.css",
        "/account/..%2fstatic/a.css",
        "/static/..%2faccount",
        "/account//x.css",
        "//account/x.css",
        "/ACCOUNT/x.css",
        "/account/.css",
        "/account/x.css?utm_source=a",
        "/account%00x.css",
        "/account\\x.css",
        "/account/../../x.css",
    };

    /** As sites do it that never thought of caches: a session, when the page was changed, and nothing else. */
    @Test
    void nothingPrivateIsKeptBecauseOfHowAPathLooks() {
        Answer account = (request, connection) -> Answer.text(
                        "account of " + request.field("cookie").orElse("nobody"),
                        "Set-Cookie: session=secret",
                        "Last-Modified: Mon, 23 Nov 2020 13:00:00 GMT",
                        "ETag: \"1\"",
                        "Content-Type: text/css")
                .answer(request, connection);
        try (ScriptedOrigin origin = ScriptedOrigin.start(account);
                EdgeHarness edge = caching(origin)) {
            for (String path : DECEIVING) {
                ask(edge, path, "Cookie: user=victim");
                RawResponse attacker = ask(edge, path, "Accept: text/css");
                assertThat(attacker.bodyText()).as(path).doesNotContain("victim");
                assertThat(attacker.field("cache-status").orElse(""))
                        .as(path)
                        .doesNotContain("hit")
                        .doesNotContain("stored");
            }
        }
    }

    @Test
    void theKeyIsWhatTheServerSaw() {
        Answer tells = (request, connection) ->
                Answer.text(request.target(), "Cache-Control: max-age=600").answer(request, connection);
        try (ScriptedOrigin origin = ScriptedOrigin.start(tells);
                EdgeHarness edge = caching(origin)) {
            for (int round = 0; round < 2; round++) {
                for (String path : DECEIVING) {
                    RawResponse answer = ask(edge, path);
                    if (answer.status() == 200) {
                        assertThat(answer.bodyText()).isEqualTo(path.replace("?utm_source=a", ""));
                    }
                }
            }
            List<String> seen = origin.requests().stream().map(r -> r.target()).toList();
            assertThat(seen).doesNotHaveDuplicates().hasSizeGreaterThan(8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/account%00x.css", "/account\\x.css", "/account/../../x.css", "/account#x.css"})
    void whatNoServerShouldHaveToReadIsRefused(String path) {
        try (ScriptedOrigin origin = ScriptedOrigin.start("x");
                EdgeHarness edge = caching(origin)) {
            assertThat(ask(edge, path).status()).isEqualTo(400);
            assertThat(origin.requests()).isEmpty();
        }
    }

    private static RawResponse ask(EdgeHarness edge, String path, String... fields) {
        try (RawClient client = edge.reverse()) {
            return client.get(path, fields);
        }
    }

    private static EdgeHarness caching(ScriptedOrigin origin) {
        return EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .start();
    }
}
