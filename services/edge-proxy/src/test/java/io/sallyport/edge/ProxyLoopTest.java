package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two edges that send everything out through each other. */
@ExtendWith(LeakWatch.class)
class ProxyLoopTest {
    private static String through(int port) {
        return "exits: [{name: other, via: ['http://127.0.0.1:" + port + "'], check: {interval: 1h}}]\n"
                + "rules: [{name: out, then: {allow: {exit: other}}}]\n";
    }

    @ParameterizedTest
    @ValueSource(strings = {"standard", "strict"})
    void isFoundUnderEveryProfile(String profile) {
        String suite = "anonymity: {profile: " + profile + "}";
        try (EdgeHarness first = EdgeSetup.edge().suite(suite).start();
                EdgeHarness second = EdgeSetup.edge()
                        .suite(suite)
                        .policies(through(first.port(EdgeHarness.FORWARD)))
                        .start()) {
            first.policies(through(second.port(EdgeHarness.FORWARD)));
            first.awaitPolicies();
            try (RawClient client = first.forward()) {
                assertThat(client.get("http://site.example/").status()).isEqualTo(508);
            }
            try (RawClient client = first.forward()) {
                assertThat(client.openTunnel("site.example:443").status()).isBetween(500, 508);
            }
            Eventually.until(
                    "each circle has gone round once",
                    () -> first.records().size() == 4 && second.records().size() == 2);
            assertThat(first.records())
                    .filteredOn(record -> record.outcome() == Outcome.LOOP_DETECTED)
                    .hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
