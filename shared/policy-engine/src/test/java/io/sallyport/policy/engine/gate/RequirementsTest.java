package io.sallyport.policy.engine.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.ApiKeyDocument;
import io.sallyport.contract.policy.RequireDocument.BasicDocument;
import io.sallyport.contract.policy.RequireDocument.ForwardAuthDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequirementsTest {
    private static RequireDocument basic(String realm, String userHeader) {
        return new RequireDocument(
                Optional.of(new BasicDocument("users.txt")),
                null,
                null,
                null,
                null,
                realm,
                false,
                Optional.ofNullable(userHeader));
    }

    private static JwtDocument jwt(String jwks, List<String> algorithms, Duration leeway) {
        return new JwtDocument(jwks, null, null, algorithms, leeway, null, null, null);
    }

    @Test
    void compilesOneOfFiveKinds() {
        RequireDocument key = new RequireDocument(
                null, Optional.of(new ApiKeyDocument("keys.txt", "X-Key")), null, null, null, "api", true, null);

        assertThat(Requirements.of("r", basic("shop", "X-User")))
                .isEqualTo(new Login(
                        "r",
                        io.sallyport.contract.access.CredentialCheck.Kind.BASIC,
                        "",
                        "",
                        false,
                        "X-User",
                        "Basic realm=\"shop\", charset=\"UTF-8\"",
                        "Basic realm=\"shop\", charset=\"UTF-8\""));
        assertThat(Requirements.of("r", key).word()).isEqualTo("apiKey");
        assertThat(((Login) Requirements.of("r", key)).field()).isEqualTo("x-key");
    }

    @Test
    void wantsExactlyOneKind() {
        assertThatThrownBy(() -> new RequireDocument(null, null, null, null, null, null, false, null))
                .hasMessage("found none, allowed: exactly one of basic, apiKey, jwt, mtls, forwardAuth");
        assertThatThrownBy(() -> new RequireDocument(
                        Optional.of(new BasicDocument("a")),
                        Optional.of(new ApiKeyDocument("b", null)),
                        null,
                        null,
                        null,
                        null,
                        false,
                        null))
                .hasMessageStartingWith("found 2, allowed: exactly one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host", "content-length", "Transfer-Encoding", "X User", "", "X-User:"})
    void refusesFieldsThatAreOursOrNone(String field) {
        assertThatThrownBy(() -> basic(null, field))
                .hasMessageStartingWith("userHeader: found \"" + field + "\", allowed: a field");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "rs256", "HS1", ""})
    void refusesAlgorithmsThatAreNone(String algorithm) {
        assertThatThrownBy(() -> jwt("keys.json", List.of(algorithm), null))
                .hasMessageStartingWith("algorithms: found \"" + algorithm + "\", allowed: ES256, ES384");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://login.example/keys", "ftp://login.example/keys", "https://", "https://u:p@login.example/"
            })
    void takesKeysFromNobodyWhoCouldBeAnybody(String url) {
        assertThatThrownBy(() -> jwt(url, null, null)).hasMessageStartingWith("jwks: found \"" + url + "\"");
    }

    @Test
    void takesKeysFromFilesHttpsAndThisMachine() {
        assertThat(jwt("keys.json", null, null).fetched()).isFalse();
        assertThat(jwt("https://login.example/keys", null, null).fetched()).isTrue();
        assertThat(jwt("http://127.0.0.1:8/keys", null, null).fetched()).isTrue();
    }

    @Test
    void boundsLeewayRealmAndTimeout() {
        assertThatThrownBy(() -> jwt("keys.json", null, Duration.ofHours(1)))
                .hasMessageStartingWith("leeway: found PT1H");
        assertThatThrownBy(() -> basic("a\"b", null)).hasMessageStartingWith("realm: found");
        assertThatThrownBy(() -> new ForwardAuthDocument("http://a.test/", Duration.ZERO, null, null))
                .hasMessageStartingWith("timeout: found 0s");
        assertThatThrownBy(() -> new ForwardAuthDocument("a.test", null, null, null))
                .hasMessageStartingWith("url: found");
    }
}
