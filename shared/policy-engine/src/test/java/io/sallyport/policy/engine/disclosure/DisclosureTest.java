package io.sallyport.policy.engine.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosureTest {
    private static final String CLIENT = "192.0.2.77";

    static Asking asking() {
        RequestFacts facts = new RequestFacts(
                "egress",
                true,
                "GET",
                "http",
                Authority.parse("shop.example"),
                "/",
                null,
                IpAddress.parse(CLIENT),
                HeaderList.EMPTY);
        return new Asking(facts, CLIENT);
    }

    private static String strict(String name, String value) {
        return Disclosure.STRICT.leaving(name, value, asking());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Forwarded-For",
                "x_forwarded_for",
                "X-Forwarded_Host",
                "Forwarded",
                "Via",
                "X-Real-IP",
                "X_Real_IP",
                "Client-IP",
                "HTTP-Client-IP",
                "X-Original-Forwarded-For",
                "Z-Forwarded-For",
                "WL-Proxy-Client-IP",
                "X-Nf-Client-Connection-IP",
                "X-ClientIP",
                "X-Client-Addr",
                "X-ProxyUser-Ip",
                "X-UIDH",
                "X_UIDH",
                "MSISDN",
                "X-MSISDN",
                "X-WTE-MSISDN",
                "x-up-calling-line-id",
                "X-Nokia-MSISDN",
                "X-VF-ACR",
                "TM_user-id",
                "Remote-User",
                "X-Remote-User",
                "X-Auth-Request-Email",
                "X-Goog-Authenticated-User-Email",
                "CF-IPCountry",
                "CF_Connecting_IP",
                "Proxy-Authorization",
                "Proxy_Authorization",
                "Proxy-Anything",
                "Proxy",
                "X-Client-Cert",
                "X-Rewrite-URL",
                "X-Machine-Name",
                "From"
            })
    void keepsBackWhatNamesAClientUnlessItIsTransparent(String name) {
        assertThat(Disclosure.STANDARD.staysBehind(name)).isTrue();
        assertThat(Disclosure.STRICT.staysBehind(name)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void letsTheUsualFieldsLeave(Disclosure disclosure) {
        List<String> usual = List.of(
                "Accept",
                "User-Agent",
                "Cookie",
                "Authorization",
                "Content-Type",
                "Origin",
                "Range",
                "If-None-Match",
                "X-Api-Key",
                "X-CSRF-Token",
                "X-HTTP-Method-Override",
                "Sec-Fetch-Site",
                "Cache-Control",
                "Client-ID",
                "Apollographql-Client-Name",
                "X-Vercel-Protection-Bypass");

        assertThat(usual).noneMatch(disclosure::staysBehind);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sec-CH-UA",
                "sec_ch_ua_platform",
                "Device-Memory",
                "DPR",
                "Viewport-Width",
                "Save-Data",
                "RTT",
                "ECT",
                "Downlink",
                "DNT",
                "X-Client-Data",
                "traceparent",
                "X-Request-Id",
                "X-B3-TraceId",
                "UA-CPU"
            })
    void strictAloneKeepsBackWhatTellsClientsApart(String name) {
        assertThat(Disclosure.STRICT.staysBehind(name)).isTrue();
        assertThat(Disclosure.STANDARD.staysBehind(name)).isFalse();
        assertThat(Disclosure.SERVER.staysBehind(name)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Accept-Language | de-AT,de;q=0.9,tlh;q=0.1 | de",
                "Accept-Language | *;q=0.5                  | *",
                "Accept-Encoding | br;q=1, gzip;q=0.8, zstd | gzip",
                "Accept-Encoding | br                       | identity",
                "Accept-Encoding | gzip;q=0.0               | identity",
                "Accept-Encoding | gzip;q=0.001             | gzip",
                "Referer         | http://shop.example/a?b  | http://shop.example/a?b",
                "Referer         | http://SHOP.example:80/  | http://SHOP.example:80/",
                "Referer         | http://other.example/    | -",
                "Referer         | https://shop.example/    | -",
                "Referer         | http://me:pw@shop.example/ | -",
                "Referer         | http://shop.example.evil/ | -",
                "X-Requested-With | XMLHttpRequest          | XMLHttpRequest",
                "X-Requested-With | com.example.app         | -",
                "X-Odd           | 192.0.2.77               | -",
                "X-Odd           | for ::ffff:192.0.2.77    | -",
                "X-Odd           | 3221226061               | -",
                "X-Odd           | 0xC000024D               | -",
                "X-Odd           | 77.2.0.192.in-addr.arpa  | -",
                "X-Odd           | MTkyLjAuMi43Nw==         | -",
                "X-Odd           | 192.0.2.7                | 192.0.2.7",
                "User-Agent      | curl/8.5.0               | curl/8.5.0",
                "User-Agent      | agent/1.0 (host=pc-17; alice) more | agent/1.0",
                "User-Agent      | Mozilla/5.0 (something)  | Mozilla/5.0",
                "User-Agent      | Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0 | Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:133.0) Gecko/20100101 Firefox/133.0",
                "User-Agent      | Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.6778.81 Mobile Safari/537.36 | Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36",
                "User-Agent      | Mozilla/5.0 (Macintosh; Intel Mac OS X 14_1) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.4.1 Safari/605.1.15 | Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/605.1.15"
            })
    void strictSaysLess(String name, String value, String leaving) {
        assertThat(strict(name, value)).isEqualTo(leaving);
    }

    @Test
    void generalisingTwiceChangesNothingMore() {
        for (String agent : List.of("Mozilla/5.0 (X11) Chrome/9 Safari/5", "a/1 (b)", "", "Mozilla/5.0 Firefox/")) {
            String once = strict("User-Agent", agent);
            assertThat(strict("User-Agent", once)).isEqualTo(once);
        }
    }

    @Test
    void transparentLetsAClientNameItselfAndNotAnother() {
        assertThat(Disclosure.TRANSPARENT.staysBehind("From")).isFalse();
        assertThat(Disclosure.TRANSPARENT.staysBehind("X-Forwarded-For")).isTrue();
        assertThat(Disclosure.TRANSPARENT.staysBehind("Proxy-Authorization")).isTrue();
    }

    @Test
    void comparesRequestsByWhatLeaves() {
        HeaderList client = HeaderList.of("X-Forwarded-For", "10.9.9.9", "User-Agent", "curl/8 (x)", "DNT", "1");
        LeavingFields strict = new LeavingFields(client, Disclosure.STRICT, asking());
        LeavingFields transparent = new LeavingFields(client, Disclosure.TRANSPARENT, asking());

        assertThat(strict.contains("x-forwarded-for")).isFalse();
        assertThat(strict.all("dnt")).isEmpty();
        assertThat(strict.get("user-agent")).isEqualTo("curl/8");
        assertThat(transparent.all("X-Forwarded-For")).containsExactly(CLIENT);
        List<String> lines = new ArrayList<>();
        strict.forEach((name, value) -> lines.add(name + ": " + value));
        assertThat(lines).containsExactly("User-Agent: curl/8");
    }

    @Test
    void ordersAndSpellsFieldsAlike() {
        List<String> names = new ArrayList<>(List.of("cookie", "x-b", "HOST", "x-A", "accept", "USER-AGENT"));
        names.replaceAll(FieldOrder::spelled);
        names.sort(FieldOrder.comparator());

        assertThat(names).containsExactly("Host", "User-Agent", "Accept", "Cookie", "X-A", "X-B");
    }

    /** Whatever is sent: the profiles keep back ever more, and strict never says the address in a field that nobody knows. */
    @Test
    void holdsForAnyName() {
        Random random = new Random(60);
        String letters = "xXfor-_iIpPcC:vVaAhHuUsSeErR4";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int n = random.nextInt(12); n >= 0; n--) {
                text.append(letters.charAt(random.nextInt(letters.length())));
            }
            String name = text.toString();
            assertThat(!Disclosure.TRANSPARENT.staysBehind(name)
                            || name.equalsIgnoreCase("from")
                            || Disclosure.STANDARD.staysBehind(name))
                    .isTrue();
            assertThat(!Disclosure.STANDARD.staysBehind(name) || Disclosure.STRICT.staysBehind(name))
                    .isTrue();
            assertThat(strict(name, CLIENT)).isNull();
            assertThat(FieldOrder.spelled(name)).isEqualToIgnoringCase(name);
        }
    }

    @Test
    void aPseudonymIsOfItsKeyAndKind() {
        byte[] key = new byte[Pseudonym.KEY_BYTES];
        String one = Pseudonym.of(key, "client", CLIENT);
        key[0] = 1;

        assertThat(one).matches("p-[0-9a-f]{16}");
        assertThat(Pseudonym.of(key, "client", CLIENT)).isNotEqualTo(one);
        assertThat(Pseudonym.of(key, "user", CLIENT)).isNotEqualTo(Pseudonym.of(key, "client", CLIENT));
    }
}
