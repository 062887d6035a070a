package io.sallyport.edge.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page's files, as the admin server serves them to somebody without a token. */
@ExtendWith(LeakWatch.class)
class PageTest {
    private static final String HTML = "text/html,application/xhtml+xml,*/*;q=0.8";

    private AdminHarness admin;

    @BeforeEach
    void open() throws Exception {
        admin = AdminHarness.withToken("secret");
    }

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void sendsBrowsersToThePage() {
        RawResponse answer = admin.get("/", "Accept: " + HTML);

        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.field("Location")).contains("/ui/");
        assertThat(admin.get("/ui").field("Location")).contains("/ui/");
    }

    @Test
    void givesEverybodyElseTheIndex() {
        assertThat(admin.get("/", "Accept: */*").status()).isEqualTo(401);
        assertThat(admin.get("/", "Accept: text/html;q=0").status()).isEqualTo(401);
        assertThat(admin.get("/", "Authorization: Bearer secret").bodyText()).contains("/v1/status", "/ui/");
        assertThat(admin.send(
                                "POST",
                                "POST / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\nContent-Length: 0\r\n\r\n")
                        .status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @CsvSource({
        "/ui/, text/html; charset=utf-8",
        "/ui/index.html, text/html; charset=utf-8",
        "/ui/app.js, text/javascript; charset=utf-8",
        "/ui/app.js?v=1, text/javascript; charset=utf-8",
        "/ui/ui/dom.js, text/javascript; charset=utf-8",
        "/ui/views/index.js, text/javascript; charset=utf-8",
        "/ui/style.css, text/css; charset=utf-8",
        "/ui/icon.svg, image/svg+xml",
        "/ui/lib/uplot.js, text/javascript; charset=utf-8",
        "/ui/lib/uplot.css, text/css; charset=utf-8",
        "/ui/lib/uplot-license.txt, text/plain; charset=utf-8",
    })
    void servesFilesWithTheirTypeAndWithoutAToken(String path, String type) {
        RawResponse answer = admin.get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.field("Content-Type")).contains(type);
        assertThat(answer.bodyText()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/ui/nothing.js",
                "/ui/views/",
                "/ui/views",
                "/ui//app.js",
                "/ui/./app.js",
                "/ui/views/../app.js",
                "/ui/../v1/status",
                "/ui/..%2fv1/status",
                "/ui/%2e%2e/v1/status",
                "/ui/..\\..\\v1\\status",
                "/ui/../../../../etc/passwd",
                "/ui/%2e%2e/%2e%2e/etc/passwd",
                "/ui/%61pp.js",
                "/ui/app.js%00.css",
                "/ui/app.js/",
                "/ui/APP.JS",
                "/ui/../META-INF/MANIFEST.MF",
                "/ui/io/sallyport/edge/page/Page.class",
                "/ui/lib/../lib/uplot.js",
            })
    void knowsNoOtherPaths(String target) {
        RawResponse answer = admin.get(target);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.field("Content-Type")).contains("application/problem+json");
        assertThat(answer.bodyText()).doesNotContain("root:", "services");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/../ui/app.js", "/UI/app.js", "/x/../ui/", "//ui/app.js"})
    void leavesWhatIsNotBelowItToTheGate(String target) {
        assertThat(admin.get(target).status()).isEqualTo(401);
    }

    @Test
    void validatesWhatABrowserHas() {
        RawResponse first = admin.get("/ui/app.js");
        String tag = first.field("ETag").orElseThrow();

        RawResponse same = admin.get("/ui/app.js", "If-None-Match: \"other\", " + tag);

        assertThat(first.field("Cache-Control")).contains("no-cache");
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.field("ETag")).contains(tag);
        assertThat(same.bodyText()).isEmpty();
        assertThat(admin.get("/ui/app.js", "If-None-Match: \"other\"").status()).isEqualTo(200);
        assertThat(admin.get("/ui/style.css", "If-None-Match: " + tag).status()).isEqualTo(200);
    }

    @Test
    void compressesForWhoTakesIt() {
        RawResponse plain = admin.get("/ui/lib/uplot.js", "Accept-Encoding: br, gzip;q=0");
        RawResponse gzip = admin.get("/ui/lib/uplot.js", "Accept-Encoding: br, gzip");

        assertThat(plain.field("Content-Encoding")).isEmpty();
        assertThat(gzip.field("Content-Encoding")).contains("gzip");
        assertThat(gzip.field("Vary")).contains("Accept-Encoding");
        assertThat(length(gzip)).isLessThan(length(plain) / 2);
        assertThat(gzip.field("ETag")).isNotEqualTo(plain.field("ETag"));
    }

    @Test
    void answersHeadLikeGet() {
        RawResponse head = admin.send("HEAD", "HEAD /ui/app.js HTTP/1.1\r\nHost: localhost\r\n\r\n");

        assertThat(head.status()).isEqualTo(200);
        assertThat(length(head)).isEqualTo(admin.get("/ui/app.js").bodyText().getBytes(UTF_8).length);
    }

    @Test
    void takesNoOtherMethods() {
        RawResponse post = admin.send("POST", "POST /ui/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n");

        assertThat(post.status()).isEqualTo(405);
        assertThat(post.field("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/ui/", "/ui/app.js", "/ui/nothing"})
    void tellsBrowsersWhatThePageMayDo(String path) {
        RawResponse answer = admin.get(path);

        assertThat(answer.field("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "http:", "*");
        assertThat(answer.field("X-Content-Type-Options")).contains("nosniff");
        assertThat(answer.field("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.field("Cross-Origin-Opener-Policy")).contains("same-origin");
        assertThat(answer.field("Cross-Origin-Resource-Policy")).contains("same-origin");
    }

    private static int length(RawResponse answer) {
        return Integer.parseInt(answer.field("Content-Length").orElseThrow());
    }
}
