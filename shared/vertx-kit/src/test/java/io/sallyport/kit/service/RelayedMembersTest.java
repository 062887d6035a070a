package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two JVMs that can reach each other by relays only, as containers behind published ports would. */
class RelayedMembersTest {
    @TempDir
    Path folder;

    @Test
    void talkThroughRelaysOnly() {
        try (RelayedMember here = RelayedMember.plan("here", folder);
                RelayedMember there = RelayedMember.plan("there", folder)) {
            here.openHere(here.join(there));
            there.start(there.join(here));

            Eventually.that(
                    RelayedMember.START,
                    () -> assertThat(here.ask("peer.there", "you")).isEqualTo("there heard you"));
            assertThat(there.membership().carried() + here.membership().carried())
                    .isPositive();
            assertThat(there.messages().carried()).isPositive();

            long before = there.messages().bytes();
            there.messages().hold();
            assertThat(here.ask("peer.there", "nobody")).startsWith("(TIMEOUT,-1)");
            there.messages().pass();
            Eventually.that(
                    Duration.ofSeconds(30),
                    () -> assertThat(here.ask("peer.there", "again")).isEqualTo("there heard again"));
            assertThat(there.messages().bytes()).isGreaterThan(before);
        }
    }
}
