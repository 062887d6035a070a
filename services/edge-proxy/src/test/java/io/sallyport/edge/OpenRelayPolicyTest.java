package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An edge takes no policy that opens one of its listeners to anybody, wherever the policy comes from. */
@ExtendWith(LeakWatch.class)
class OpenRelayPolicyTest {
    private static final String LISTENERS = """
            listeners:
              - {name: egress, mode: forward, bind: "0.0.0.0:0"}
            """;
    private static final String CLOSED = """
            rules:
              - {name: inside, when: {client: [127.0.0.0/8]}, then: {allow: {targets: [127.0.0.0/8]}}}
            default: block
            """;

    @Test
    void goesOnWithThePolicyThatItHas() {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.edge()
                        .listeners(Path.of("."), LISTENERS)
                        .policies(CLOSED)
                        .start();
                RawClient client = edge.forward()) {
            edge.policies("default: allow");
            Eventually.until("refused", () -> edge.problems().toString().contains("open relay"));

            assertThat(edge.problems().toString())
                    .contains("default: found a way through listener egress", "{name: egress-outside");
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
            assertThat(edge.awaitRecord(1).rule()).isEqualTo("inside");

            edge.policies(CLOSED.replace("inside", "indoors"));
            edge.awaitPolicies();
            assertThat(client.get(origin.url("/")).status()).isEqualTo(200);
            assertThat(edge.awaitRecord(2).rule()).isEqualTo("indoors");
        }
    }
}
