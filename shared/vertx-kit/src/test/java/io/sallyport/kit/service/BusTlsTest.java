package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members in JVMs of their own, of which only those with a certificate of the authority hear what is said. */
class BusTlsTest {
    @TempDir
    Path folder;

    @Test
    void tellsNothingToWhoHasNoCertificateOfTheAuthority() {
        TestCertificate ours = TestCertificate.in(folder, "ours");
        TestCertificate theirs = TestCertificate.in(folder, "theirs");
        try (RelayedMember here = RelayedMember.plan("here", folder);
                RelayedMember friend = RelayedMember.plan("friend", folder);
                RelayedMember liar = RelayedMember.plan("liar", folder);
                RelayedMember plain = RelayedMember.plan("plain", folder)) {
            List<RelayedMember> all = List.of(here, friend, liar, plain);
            friend.launch(join(friend, all) + tls(ours));
            liar.launch(join(liar, all) + tls(theirs));
            plain.launch(join(plain, all));
            here.openHere(join(here, all) + tls(ours));
            List.of(friend, liar, plain).forEach(RelayedMember::awaitReady);

            Eventually.that(
                    RelayedMember.START,
                    () -> assertThat(here.ask("peer.friend", "a secret")).isEqualTo("friend heard a secret"));
            assertThat(here.ask("peer.liar", "a secret")).startsWith("(");
            assertThat(here.ask("peer.plain", "a secret")).startsWith("(");
            BusHealth bus = here.environment().environment().roster().bus();
            assertThat(bus.others()).isEqualTo(1);
            assertThat(bus.refused()).isPositive();
            assertThat(friend.process().output().all()).noneMatch(line -> line.contains("cannot start"));
        }
    }

    private static String join(RelayedMember member, List<RelayedMember> all) {
        List<RelayedMember> others = new ArrayList<>(all);
        others.remove(member);
        return member.join(others.toArray(RelayedMember[]::new));
    }

    private static String tls(TestCertificate certificate) {
        return ", tls: {cert: \"%1$s\", key: \"%2$s\", ca: \"%1$s\"}"
                .formatted(certificate.certificate(), certificate.key());
    }
}
