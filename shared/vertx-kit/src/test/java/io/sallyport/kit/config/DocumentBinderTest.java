package io.sallyport.kit.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentBinderTest {
    private static final String ROUTES = """
            clusters:
              - name: shop
                endpoints: ["http://127.0.0.1:9101", {url: "http://127.0.0.1:9102", version: "1.5"}]
            routes:
              - name: shop
                cluster: shopp
                versions: {default: "1.5"}
            """;

    @Test
    void bindsRoutes() {
        RoutesDocument routes =
                bound(DocumentBinder.routes("routes.yaml", ROUTES)).document();

        assertThat(routes.clusters().get(0).endpoints()).hasSize(2);
        assertThat(routes.routes().get(0).versions().orElseThrow().fallback()).isEqualTo("1.5");
    }

    @Test
    void bindsPoliciesWithShortForms() {
        String text = "rules:\n  - {name: a, when: {site: [\"*.example.net\"]}, then: block}\ndefault: allow\n";

        PoliciesDocument policies =
                bound(DocumentBinder.policies("policies.yaml", text)).document();

        assertThat(policies.rules().get(0).then().block()).isTrue();
        assertThat(policies.fallback()).isEqualTo(PoliciesDocument.DefaultAction.ALLOW);
    }

    @Test
    void pointsAtWhatACompilerFindsLater() {
        Binding.Bound<RoutesDocument> bound = bound(DocumentBinder.routes("routes.yaml", ROUTES));

        assertThat(bound.messages(List.of(new Problem("routes[0].cluster", "\"shopp\"", "shop"))))
                .containsExactly("routes.yaml:6:14: routes[0].cluster: found \"shopp\", allowed: shop"
                        + " (did you mean \"shop\"?)");
    }

    @Test
    void refusesWhatIsNoSuchDocumentWithEveryMistake() {
        String text = "rules:\n  - {name: a, then: blok}\n  - {name: b, then: block, status: 99}\n";

        Binding<PoliciesDocument> binding = DocumentBinder.policies("policies.yaml", text);

        assertThat(binding).isInstanceOf(Binding.Refused.class);
        assertThat(((Binding.Refused<PoliciesDocument>) binding).messages())
                .hasSize(2)
                .allMatch(message -> message.startsWith("policies.yaml:"))
                .anyMatch(message -> message.contains("blok"))
                .anyMatch(message -> message.contains("status"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drop: [a=b] | drop: found \"a=b\", allowed: up to 100 parameters",
                "drop: ['a*b'] | drop: found \"a*b\", allowed: up to 100 parameters",
                "header: [Cookie] | header: found \"Cookie\", allowed: up to 8 fields",
                "header: [X_Forwarded_Host] | header: found \"X_Forwarded_Host\", allowed: up to 8 fields",
                "header: [a, b, c, d, e, f, g, h, i] | header: found 9 names, allowed: up to 8 fields",
                "cookie: ['a b'] | cookie: found \"a b\", allowed: up to 8 names",
            })
    void refusesWhatCannotBeInAKeyOfTheCache(String key, String message) {
        String text = "routes:\n  - {name: shop, cache: {enabled: true, key: {" + key + "}}}\n";

        Binding<RoutesDocument> binding = DocumentBinder.routes("routes.yaml", text);

        assertThat(binding).isInstanceOf(Binding.Refused.class);
        assertThat(((Binding.Refused<RoutesDocument>) binding).messages())
                .singleElement()
                .asString()
                .contains("routes[0].cache.key." + message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad field", "Cache-Control", ""})
    void refusesTargetsThatAreNoFieldForCaches(String name) {
        String text = "routes:\n  - {name: shop, cache: {enabled: true, targets: ['" + name + "']}}\n";

        Binding<RoutesDocument> binding = DocumentBinder.routes("routes.yaml", text);

        assertThat(binding).isInstanceOf(Binding.Refused.class);
        assertThat(((Binding.Refused<RoutesDocument>) binding).messages())
                .singleElement()
                .asString()
                .contains("routes[0].cache.targets: found \"" + name + "\", allowed: up to 8 response fields");
    }

    private static <T> Binding.Bound<T> bound(Binding<T> binding) {
        assertThat(binding).isInstanceOf(Binding.Bound.class);
        return (Binding.Bound<T>) binding;
    }
}
