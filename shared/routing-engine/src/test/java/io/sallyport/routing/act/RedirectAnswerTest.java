package io.sallyport.routing.act;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.route.RedirectDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import io.sallyport.routing.match.PathTemplate;
import java.net.URI;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectAnswerTest {
    static RequestFacts request(String host, String target) {
        RequestTarget parsed = RequestTarget.parse(target);
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                Authority.parse(host),
                parsed.path(),
                parsed.query(),
                IpAddress.parse("192.0.2.1"),
                HeaderList.EMPTY);
    }

    private static String location(String to, String template, String host, String target) {
        return RedirectAnswer.of(RedirectDocument.parse(to), template.isEmpty() ? null : PathTemplate.parse(template))
                .location(request(host, target));
    }

    @ParameterizedTest
    @CsvSource({
        "https://{host}{path}{query},      '',            shop.example:8080, /a/b?c=d,  https://shop.example/a/b?c=d",
        "https://{host}{path}{query},      '',            shop.example,      /a,        https://shop.example/a",
        "https://{host}{path},             '',            shop.example,      /a?b,      https://shop.example/a",
        "https://{host}:8443{path},        '',            '[2001:db8::1]',   /a,        'https://[2001:db8::1]:8443/a'",
        "https://www.{host}/,              '',            shop.example,      /a,        https://www.shop.example/",
        "{scheme}://new.example{path},     '',            shop.example,      /a,        http://new.example/a",
        "/new?from=old{query},             '',            shop.example,      /a?b=c,    /new?from=old&b=c",
        "/new?from=old{query},             '',            shop.example,      /a,        /new?from=old",
        "/people/{id}{query},              /users/{id},   shop.example,      /users/5?x, /people/5?x",
        "/{rest},                          /old/{rest*},  shop.example,      /old/a/b,  /a/b",
        "/{rest},                          /old/{rest*},  shop.example,      /old/,     /",
    })
    void fillsInPlaceholders(String to, String template, String host, String target, String location) {
        assertThat(location(to, template, host, target)).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "//evil.example",
                "https://{id}/",
                "https://{id}.example/",
                "https://shop.example{id}",
                "https://user@shop.example/",
                "https://",
                "https:///a",
                "javascript:alert(1)",
                "ftp://shop.example/",
                "shop.example/a",
                "{query}",
                "{host}/a",
                "/a\\b",
                "/a#b",
                "/a b",
                "/{unknown}",
                "/{id",
                "/a\r\nX: y"
            })
    void refusesATargetWhoseHostAClientCouldChoose(String to) {
        assertThatThrownBy(() -> RedirectAnswer.of(RedirectDocument.parse(to), PathTemplate.parse("/x/{id}")))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever path and query a client sends, its redirect stays where the document says. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void neverLeadsToAHostThatThePathNames(long seed) {
        Random random = new Random(seed);
        String[] pieces = {
            "/", "//", "evil.example", "@", ":", "%2f", "%5c", "..", ".", ";", "http:", "?", "x", "%0d%0a"
        };
        int tried = 0;
        while (tried < 20_000) {
            StringBuilder text = new StringBuilder("/old/");
            for (int i = random.nextInt(6); i >= 0; i--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            RequestTarget target = RequestTarget.parse(text.toString());
            if (target == null || !target.path().startsWith("/old/")) {
                continue;
            }
            tried++;
            String local = location("/{rest}{query}", "/old/{rest*}", "shop.example", text.toString());
            assertThat(local)
                    .startsWith("/")
                    .doesNotStartWith("//")
                    .doesNotContain("\\")
                    .doesNotContain("\r");
            String whole = location("https://{host}{path}{query}", "", "shop.example", text.toString());
            assertThat(URI.create(whole).getRawAuthority()).as(whole).isEqualTo("shop.example");
        }
    }
}
