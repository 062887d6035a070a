package io.sallyport.routing.conceal;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

class AddressRewriteTableTest {
    private static final List<Authority> ENDPOINTS = List.of(
            new Authority("10.0.0.5", 8080), new Authority("App-1.internal", 80), new Authority("fd00::5", 8443));

    /** To {@code /app} on the server from {@code /shop} on our side, Host {@code shop.backend:8080}. */
    private static AddressRewrite rewrite(String path, String ours) {
        return AddressRewrite.of(
                new RouteDocument(
                        "r",
                        null,
                        new MatchDocument("*", ours),
                        "c",
                        null,
                        null,
                        Optional.of(new RewriteDocument(path, "shop.backend:8080", null, null)),
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
                        new ConcealDocument(null, null, null, null, null, List.of("old.example", "*.corp.example"))),
                ENDPOINTS);
    }

    private static String apply(AddressRewrite rewrite, String name, String value, OurAddress ours) {
        assertThat(AddressRewrite.concerns(name)).isTrue();
        return rewrite.field(name, value, ours);
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}")
    @CsvFileSource(resources = "addresses.csv", delimiter = '|', nullValues = "-", quoteCharacter = '`')
    void rewritesWhatIsInsideAndNothingElse(String field, String value, String expected) {
        OurAddress ours = new OurAddress("https", new Authority("shop.example", 0));

        String result = apply(rewrite("/app", "/shop"), field, value, ours);

        assertThat(result).isEqualTo(expected == null ? value : expected);
        if (expected == null) {
            assertThat(result).isSameAs(value);
        }
    }

    @Test
    void writesTheSchemeAndPortThatTheClientUsed() {
        OurAddress ours = new OurAddress("http", new Authority("::1", 8080));

        assertThat(apply(rewrite("", "/"), "Location", "https://10.0.0.5/x", ours))
                .isEqualTo("http://[::1]:8080/x");
        assertThat(apply(rewrite("", "/"), "Location", "wss://10.0.0.5/x", ours))
                .isEqualTo("ws://[::1]:8080/x");
    }

    @Test
    void leavesARedirectToTlsOnOurOwnNameAlone() {
        OurAddress ours = new OurAddress("http", new Authority("shop.example", 0));

        assertThat(apply(rewrite("", "/"), "Location", "https://shop.example/x", ours))
                .isEqualTo("https://shop.example/x");
    }

    @Test
    void tellsPortsApartOnAHostThatTheClientKnows() {
        OurAddress ours = new OurAddress("http", new Authority("10.0.0.5", 80));

        assertThat(apply(rewrite("", "/"), "Location", "http://10.0.0.5:8080/x", ours))
                .isEqualTo("http://10.0.0.5/x");
        assertThat(apply(rewrite("", "/"), "Location", "http://10.0.0.5:3000/x", ours))
                .isEqualTo("http://10.0.0.5:3000/x");
    }

    @Test
    void mapsTheServersRootToTheRoutesPrefix() {
        OurAddress ours = new OurAddress("https", new Authority("shop.example", 0));
        AddressRewrite rewrite = rewrite("/", "/shop");

        assertThat(apply(rewrite, "Location", "/", ours)).isEqualTo("/shop/");
        assertThat(apply(rewrite, "Location", "/a?b=/c", ours)).isEqualTo("/shop/a?b=/c");
        assertThat(apply(rewrite, "Location", "http://10.0.0.5:8080", ours)).isEqualTo("https://shop.example/shop");
        assertThat(apply(rewrite, "Location", "/shop/a", ours)).isEqualTo("/shop/a");
        assertThat(apply(rewrite, "Set-Cookie", "a=b; Path=/", ours)).isEqualTo("a=b; Path=/shop/");
    }

    @Test
    void putsBackTheSegmentThatPinsAVersion() {
        OurAddress ours = new OurAddress("https", new Authority("shop.example", 0), "/v1.1");
        AddressRewrite rewrite = rewrite("/app", "/shop");

        assertThat(apply(rewrite("", "/shop"), "Location", "/shop/x", ours)).isEqualTo("/shop/v1.1/x");
        assertThat(apply(rewrite("", "/"), "Location", "/x", ours)).isEqualTo("/v1.1/x");
        assertThat(apply(rewrite("", "/"), "Location", "/v1.1/x", ours)).isEqualTo("/v1.1/x");
        assertThat(apply(rewrite, "Location", "/app/x", ours)).isEqualTo("/shop/v1.1/x");
        assertThat(apply(rewrite, "Location", "http://10.0.0.5:8080/app/x", ours))
                .isEqualTo("https://shop.example/shop/v1.1/x");
    }

    @Test
    void endsInLinearTimeOnHostileValues() {
        OurAddress ours = new OurAddress("https", new Authority("shop.example", 0));
        AddressRewrite rewrite = rewrite("/app", "/shop");
        for (String part : List.of("<", "\"", "<\"", ";", "%", "//", "@", "\\", "=", ",", "anchor=\"")) {
            String value = part.repeat(16 * 1024);
            for (String name : List.of("Link", "Location", "Refresh", "Set-Cookie")) {
                assertThat(rewrite.field(name, value, ours)).isNotNull();
            }
        }
    }
}
