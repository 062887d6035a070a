package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LeakWatch.class)
class RoutePolicyTest {
    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge()
                .routes(
                        "clusters: [{name: shop, endpoints: [{url: 'http://" + origin.authority()
                                + "', version: '1'}]}]\n"
                                + "routes:\n"
                                + "  - {name: admin, match: {host: a.test, path: /admin}, cluster: shop}\n"
                                + "  - {name: shop, match: {host: a.test}, cluster: shop, versions: {by: {header: X-Version}}}\n")
                .start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules);
        edge.awaitPolicies();
    }

    private int status(String target, String... fields) {
        try (RawClient client = edge.reverse()) {
            return client.get(target, fields).status();
        }
    }

    @Test
    void blocksOneRouteAndNoOther() {
        policies("  - {name: closed, when: {route: [admin]}, then: block, status: 403}\n");

        assertThat(status("/admin/x", "Host: a.test")).isEqualTo(403);
        assertThat(status("/shop", "Host: a.test")).isEqualTo(200);
        assertThat(edge.awaitRecord(1).rule()).isEqualTo("closed");
        assertThat(edge.awaitRecord(1).route()).isEqualTo("admin");
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void tellsABlockedClientNothingOfRoutesAndVersions() {
        policies("  - {name: nobody, when: {client: [127.0.0.0/8]}, then: block, status: 403}\n");

        assertThat(status("/", "Host: a.test")).isEqualTo(403);
        assertThat(status("/", "Host: no-such-host.test")).isEqualTo(403);
        assertThat(status("/", "Host: a.test", "X-Version: 9")).isEqualTo(403);
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.RULE_BLOCKED);
    }

    @Test
    void answersWhatHasNoRouteWhenThePolicyAllowsIt() {
        policies("  - {name: closed, when: {route: [admin]}, then: block}\n");

        assertThat(status("/", "Host: no-such-host.test")).isEqualTo(404);
        assertThat(status("/", "Host: a.test", "X-Version: 9")).isEqualTo(404);
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.NO_ROUTE);
        assertThat(edge.awaitRecord(2).outcome()).isEqualTo(Outcome.NO_SUCH_VERSION);
    }

    @Test
    void blocksByPathHoweverItIsWritten() {
        policies("  - {name: closed, when: {path: [/shop/secret]}, then: block, status: 403}\n");

        for (String path : new String[] {
            "/shop/secret",
            "/shop/secret/x",
            "/shop/%73ecret",
            "//shop//secret",
            "/shop;a=b/secret",
            "/shop/a/%2e%2e/secret"
        }) {
            assertThat(status(path, "Host: a.test")).as(path).isEqualTo(403);
        }
        assertThat(status("/shop/secrets", "Host: a.test")).isEqualTo(200);
    }

    @Test
    void blocksByTheClientsCountry() {
        policies("  - {name: at-home, when: {clientCountry: [DE, private]}, then: block, status: 451}\n");
        assertThat(status("/", "Host: a.test")).isEqualTo(451);

        policies("  - {name: abroad, when: {clientCountry: [DE, unknown]}, then: block, status: 451}\n");
        assertThat(status("/", "Host: a.test")).isEqualTo(200);
    }
}
