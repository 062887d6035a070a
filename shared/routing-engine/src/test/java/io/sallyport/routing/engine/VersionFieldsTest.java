package io.sallyport.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.CacheKeyDocument;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.CanaryDocument.StepDocument;
import io.sallyport.contract.route.CanaryDocument.StickyDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class VersionFieldsTest {
    private static Optional<VersionsDocument> by(String header, String query, String cookie) {
        return Optional.of(new VersionsDocument(new ByDocument(header, query, cookie, false), null));
    }

    private static Optional<CanaryDocument> canary(String cookie, String header, boolean client) {
        return Optional.of(new CanaryDocument(
                "2", List.of(new StepDocument(1, null)), null, new StickyDocument(cookie, header, client), null));
    }

    private static List<String> fields(Optional<VersionsDocument> versions, Optional<CanaryDocument> canary) {
        return VersionFields.of(versions, canary, new CacheRuleDocument(true));
    }

    @Test
    void namesFieldsThatPin() {
        assertThat(fields(Optional.empty(), Optional.empty())).isEmpty();
        assertThat(fields(by(null, null, null), Optional.empty())).containsExactly("X-Version");
        assertThat(fields(by(null, "v", null), Optional.empty())).isEmpty();
        assertThat(fields(by(null, null, "v"), Optional.empty())).containsExactly("Cookie");
        assertThat(fields(by("X-V", "v", "v"), Optional.empty())).containsExactly("X-V", "Cookie");
    }

    @Test
    void namesFieldsThatAreInTheCachesKey() {
        CacheKeyDocument key = new CacheKeyDocument(null, false, List.of("X-Region", "x-v"), List.of("currency"));

        assertThat(VersionFields.of(by("X-V", null, null), Optional.empty(), rule(true, key)))
                .containsExactly("X-V", "X-Region", "Cookie");
        assertThat(VersionFields.of(Optional.empty(), Optional.empty(), rule(false, key)))
                .isEmpty();
    }

    private static CacheRuleDocument rule(boolean enabled, CacheKeyDocument key) {
        return new CacheRuleDocument(enabled, null, null, key, false, null, null, null, null, null);
    }

    @Test
    void namesFieldsThatChooseTheSideOfACanary() {
        assertThat(fields(Optional.empty(), canary(null, null, false))).containsExactly("X-Canary", "Cookie");
        assertThat(fields(Optional.empty(), canary(null, "X-User", false))).containsExactly("X-Canary", "X-User");
        assertThat(fields(Optional.empty(), canary(null, null, true))).containsExactly("X-Canary");
        assertThat(fields(by("x-canary", null, "v"), canary("side", null, false)))
                .containsExactly("x-canary", "Cookie");
    }
}
