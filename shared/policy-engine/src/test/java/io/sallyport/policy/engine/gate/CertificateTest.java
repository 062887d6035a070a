package io.sallyport.policy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.policy.RequireDocument.MtlsDocument;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CertificateTest {
    private static final String SUBJECT = "CN=robot,O=Shop";
    private static final List<String> NAMES =
            List.of("dns:a.robots.test", "email:robot@shop.test", "uri:spiffe://shop/robot", "ip:192.0.2.1");
    private static final String FINGERPRINT = "ab".repeat(32);

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "dns:a.robots.test;        a.robots.test",
                "dns:A.Robots.Test;        a.robots.test",
                "dns:*.robots.test;        a.robots.test",
                "dns:*.test;",
                "dns:robots.test;",
                "dns:*.a.robots.test;",
                "email:robot@shop.test;    robot@shop.test",
                "uri:spiffe://shop/robot;  spiffe://shop/robot",
                "ip:192.0.2.1;             192.0.2.1",
                "dns:192.0.2.1;",
                "subject:CN=robot,O=Shop;  CN=robot,O=Shop",
                "subject:CN=robot;",
                "sha256:ABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABABAB; CN=robot,O=Shop",
                "sha256:ab;",
            })
    void matchesByAnyOfItsNames(String pattern, String user) {
        assertThat(new Certificate(List.of(pattern), "").user(SUBJECT, NAMES, FINGERPRINT))
                .isEqualTo(user);
    }

    @ParameterizedTest
    @CsvSource({"true, a.robots.test", "false, 'CN=robot,O=Shop'"})
    void takesAnyCertificateWithoutPatterns(boolean named, String user) {
        List<String> names = named ? NAMES : List.of();

        assertThat(new Certificate(List.of(), "").user(SUBJECT, names, FINGERPRINT))
                .isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"robots.test", "dns:", ":x", "cn:robot"})
    void refusesPatternsOfNoKind(String pattern) {
        assertThatThrownBy(() -> new MtlsDocument(List.of(pattern)))
                .hasMessageStartingWith("allow: found \"" + pattern + "\", allowed: dns:NAME");
    }
}
