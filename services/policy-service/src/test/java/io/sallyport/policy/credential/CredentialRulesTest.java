package io.sallyport.policy.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialRulesTest {
    private static final TestKeys KEYS = TestKeys.make();

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({
        "mac, '',          false",
        "mac, HS256,       true",
        "mac, HS512,       false",
        "ec,  '',          true",
        "ec,  ES384,       false",
        "rsa, PS512,       true",
        "rsa, HS256,       false",
        "rsa, HS256 RS256, true",
    })
    void warnsOfKeysThatNoAlgorithmOfTheRuleIsFor(String key, String algorithms, boolean usable) throws IOException {
        JWK chosen =
                Map.of("mac", KEYS.mac(), "ec", KEYS.ec(), "rsa", KEYS.rsa()).get(key);
        Files.writeString(folder.resolve("keys.json"), new JWKSet(chosen).toString(false));
        List<String> wanted = algorithms.isEmpty() ? List.of() : List.of(algorithms.split(" "));
        JwtDocument jwt = new JwtDocument("keys.json", null, null, wanted, null, null, null, null);
        RequireDocument require = new RequireDocument(null, null, Optional.of(jwt), null, null, null, false, null);
        RuleDocument rule = new RuleDocument("login", null, ThenDocument.require(require), null, null, null, null);

        CredentialRules.Reading reading =
                CredentialRules.read(new PoliciesDocument(List.of(), List.of(rule), null), folder);

        assertThat(reading.problems()).isEmpty();
        assertThat(reading.warnings())
                .hasSize(usable ? 0 : 1)
                .allSatisfy(warning -> assertThat(warning.toString())
                        .startsWith(
                                "rules[0].then.require.jwt.jwks: found \"keys.json\" with no key for the algorithms "
                                        + String.join(", ", jwt.algorithms())));
    }
}
