package io.sallyport.routing.conceal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConcealViewTest {
    private static ConcealView view(ConcealDocument conceal) {
        RouteDocument route = new RouteDocument(
                "r",
                null,
                new MatchDocument(null, null),
                "c",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                conceal);
        return ConcealView.of(route, List.of());
    }

    private static final ConcealDocument USUAL = new ConcealDocument(null, null, null, null, null, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server",
                "server",
                "X-Powered-By",
                "X-AspNet-Version",
                "X-AspNetMvc-Version",
                "Via",
                "X-Runtime",
                "X-Served-By",
                "X-Backend-Server",
                "X-Upstream",
                "x-debug-token-link",
                "Server-Timing",
                "X-Varnish",
                "X-Cache-Hits",
                "X-Drupal-Cache",
                "X-Generator",
                "X-Version",
                "Cache-Status",
                "Alt-Svc"
            })
    void hidesWhatTellsOfTheServer(String name) {
        assertThat(view(USUAL).hides(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type",
                "ETag",
                "Location",
                "Set-Cookie",
                "Cache-Control",
                "X-Frame-Options",
                "X-Content-Type-Options",
                "X-Request-Id",
                "X-Total-Count",
                "Vary",
                "Link",
                "RateLimit",
                "Retry-After",
                "Strict-Transport-Security",
                "WWW-Authenticate",
                "Grpc-Status",
                "Sec-WebSocket-Accept",
                "x",
                ""
            })
    void leavesWhatClientsNeed(String name) {
        assertThat(view(USUAL).hides(name)).isFalse();
    }

    @Test
    void takesOutAndKeepsWhatARouteSays() {
        ConcealView view = view(
                new ConcealDocument("web", List.of("X-Int-*", "ETag"), List.of("X-Cache*"), List.of(500), null, null));

        assertThat(view.hides("x-int-host")).isTrue();
        assertThat(view.hides("etag")).isTrue();
        assertThat(view.hides("X-Cache")).isFalse();
        assertThat(view.hides("X-Varnish")).isTrue();
        assertThat(view.server()).isEqualTo("web");
        assertThat(view.replaces(500)).isTrue();
        assertThat(view.replaces(502)).isFalse();
    }

    @Test
    void marksAnswersOfRoutesWithRulesOfTheirOwn() {
        String one =
                view(new ConcealDocument("web", null, null, null, null, null)).mark();
        String other =
                view(new ConcealDocument("web2", null, null, null, null, null)).mark();

        assertThat(view(USUAL).mark()).isEmpty();
        assertThat(one).isNotEmpty().isNotEqualTo(other);
        assertThat(view(new ConcealDocument("web", null, null, null, null, null))
                        .mark())
                .isEqualTo(one);
    }

    @Test
    void answersHtmlToThoseWhoNameItAndAProblemToOthers() {
        assertThat(ErrorPage.of(502, "Bad Gateway", "text/html,application/xml;q=0.9,*/*;q=0.8")
                        .type())
                .startsWith("text/html");
        assertThat(ErrorPage.of(502, "Bad Gateway", "*/*").body()).contains("\"status\":502");
        assertThat(ErrorPage.of(502, "Bad Gateway", "text/html;q=0, application/json")
                        .type())
                .isEqualTo("application/problem+json");
        assertThat(ErrorPage.of(502, "Bad Gateway", null).type()).isEqualTo("application/problem+json");
    }
}
