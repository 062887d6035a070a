package io.sallyport.edge.fingerprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.edge.fingerprint.Leak.Place;
import io.sallyport.edge.fingerprint.Leak.Severity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LeakSearchTest {
    private static final Probe PROBE = new Probe(
            "get",
            new Outsider(
                    "shop",
                    "web",
                    "shop.example",
                    new ConcealDocument("front", null, null, null, null, null),
                    Set.of("app-1", "10.1.2.3", ".backend"),
                    false),
            new ListenerConfig("web", Mode.REVERSE, new HostPort("127.0.0.1", 80), null, Optional.empty()),
            80,
            "");

    private static List<Leak> search(String answer, String... names) {
        return LeakSearch.of(PROBE, answer.getBytes(StandardCharsets.ISO_8859_1), List.of(names));
    }

    private static List<Leak> field(String line) {
        return search("HTTP/1.1 200 OK\r\n" + line + "\r\nContent-Length: 0\r\n\r\n");
    }

    private static List<Leak> page(int status, String body) {
        return search("HTTP/1.1 " + status + " X\r\nContent-Type: text/html\r\n\r\n" + body);
    }

    @Test
    void takesTheSameTraceInTwoBodiesForOneFind() {
        Findings findings = new Findings();
        page(500, "request 1: at com.acme.Shop(Shop.java:7)").forEach(findings::add);
        page(500, "request 2: at com.acme.Shop(Shop.java:7)").forEach(findings::add);

        assertThat(findings.leaks())
                .filteredOn(leak -> leak.what().equals("a Java stack trace"))
                .singleElement()
                .satisfies(leak -> {
                    assertThat(leak.times()).isEqualTo(2);
                    assertThat(leak.value()).contains("request 1");
                });
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "Server: Apache/2.4.1 (Unix)|server|HIGH",
                "Server: whatever|server|MEDIUM",
                "X-Powered-By: Express|x-powered-by|MEDIUM",
                "X-Own: PHP/8.1.2|x-own|HIGH",
                "Location: http://app-1:8080/x|location|HIGH",
                "Location: http://10.1.2.3/x|location|HIGH",
                "Location: http://192.168.0.7/x|location|HIGH",
                "Location: http://172.31.0.7:80/x|location|HIGH",
                "Link: <http://[fd00::7]:80/>|link|HIGH",
                "X-Own: db.backend|x-own|HIGH",
                "X-Own: node7.corp|x-own|HIGH",
                "Set-Cookie: JSESSIONID=1; Path=/|set-cookie|MEDIUM",
                "Set-Cookie: phpsessid=1|set-cookie|MEDIUM",
                "Set-Cookie: .AspNetCore.Session=1|set-cookie|MEDIUM",
                "Set-Cookie: BIGipServerpool=1677787402.36895.0000|set-cookie|HIGH",
                "ETag: \"2aa8b6-5d-5a9b1c2d3e4f5\"|etag|LOW",
                "ETag: W/\"5f3a1b2c-264\"|etag|LOW",
                "Alt-Svc: h3=\":443\"|alt-svc|MEDIUM",
            })
    void findsFieldsThatTellOfTheServer(String line, String name, Severity severity) {
        assertThat(field(line)).singleElement().satisfies(leak -> {
            assertThat(leak.name()).isEqualTo(name);
            assertThat(leak.severity()).isEqualTo(severity.token());
            assertThat(leak.where()).isEqualTo(Place.HEADER.token());
            assertThat(leak.remedy()).isNotEmpty();
            assertThat(leak.value()).isNotEmpty();
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server: front",
                "Date: Thu, 26 Nov 2026 03:00:00 GMT",
                "ETag: \"abc\"",
                "Location: https://shop.example/app-12/x",
                "Location: https://other.example/?v=10.1.2",
                "X-Own: map-1, happ-1, app-10",
                "X-Own: 110.1.2.3",
                "X-Own: 10.1.2",
                "Set-Cookie: session=1; Domain=shop.example",
                "Cache-Status: Sallyport; hit; ttl=60",
                "Proxy-Status: Sallyport; error=dns_error",
                "Content-Type: text/html",
                "Last-Modified: Thu, 26 Nov 2026 03:00:00 GMT",
                "Strict-Transport-Security: max-age=31536000"
            })
    void passesWhatTellsNothing(String line) {
        assertThat(field(line)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "java.lang.NullPointerException: x",
                "x\n\tat com.shop.Cart.buy(Cart.java:41)\n",
                "Traceback (most recent call last):\n  File \"/srv/x.py\", line 3, in f",
                "<b>Warning</b>:  include(x): failed to open stream in <b>/var/www/index.php</b> on line 3",
                "   at Shop.Cart.Buy(Int32 id) in C:\\src\\Cart.cs:line 12",
                "    at Layer.handle (/app/node_modules/express/lib/router/layer.js:95:5)",
                "app/models/cart.rb:12:in `buy'",
                "goroutine 7 [running]:",
                "SQLSTATE[42000]: Syntax error",
            })
    void findsStackTracesInAnyAnswer(String body) {
        for (int status : new int[] {200, 500}) {
            assertThat(page(status, body))
                    .anySatisfy(leak -> assertThat(leak.severity()).isEqualTo(Severity.HIGH.token()))
                    .allSatisfy(leak -> assertThat(leak.where()).isEqualTo(Place.BODY.token()));
        }
        assertThat(page(500, body).get(0).remedy()).contains("errors: [500]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<hr><center>nginx</center>",
                "<address>Apache Server at x Port 80</address>",
                "Whitelabel Error Page",
                "<pre>Cannot GET /x</pre>",
                "nginx/1.25.3",
                "the host 10.9.8.7 refused",
                "could not open /var/www/html",
            })
    void findsServersPagesAmongErrorsOnly(String body) {
        assertThat(page(404, body)).isNotEmpty();
        assertThat(page(200, body)).isEmpty();
    }

    @Test
    void passesOurOwnAnswers() {
        String problem = "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,\"outcome\":\"sp_no_route\","
                + "\"detail\":\"Nothing is served here.\"}\n";
        assertThat(page(404, problem)).isEmpty();
        assertThat(search("")).isEmpty();
    }

    @Test
    void looksIntoChunksAndTrailersAndCertificates() {
        List<Leak> leaks = search("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "5\r\nat ap\r\n3\r\np-1\r\n0\r\nServer-Timing: db;dur=1\r\n\r\n");

        assertThat(leaks).extracting(Leak::where).containsExactly("trailer", "body");
        assertThat(search(
                        "HTTP/1.1 200 OK\r\n\r\n",
                        "CN=shop.example",
                        "app-1",
                        "localhost.localdomain",
                        "10.0.0.9",
                        "127.0.0.1"))
                .hasSize(3)
                .allSatisfy(leak -> assertThat(leak.where()).isEqualTo(Place.CERTIFICATE.token()));
    }

    @Test
    void skipsInterimAnswersAndReadsBrokenOnes() {
        assertThat(ProbeAnswer.parse("HTTP/1.1 103 Early\r\nA: b\r\n\r\nHTTP/1.1 404 X\r\n\r\nbody"
                        .getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo(new ProbeAnswer(404, List.of(), "body", List.of()));
        assertThat(ProbeAnswer.parse("garbage".getBytes(StandardCharsets.ISO_8859_1))
                        .status())
                .isZero();
        assertThat(ProbeAnswer.parse("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffff\r\nab"
                                .getBytes(StandardCharsets.ISO_8859_1))
                        .body())
                .isEqualTo("ab");
    }

    @Test
    void endsSoonOnHostileBodies() {
        for (String part :
                List.of("at a.b.c(", "java.lang.", "File \"", "10.", "app-1", "Warning: x in ", "\n", "<pre>")) {
            assertThat(page(500, part.repeat(90_000 / part.length()))).isNotNull();
        }
    }
}
