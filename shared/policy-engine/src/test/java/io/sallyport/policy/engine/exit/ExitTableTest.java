package io.sallyport.policy.engine.exit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.ExitDocument.CheckDocument;
import io.sallyport.contract.policy.ExitDocument.Sticky;
import io.sallyport.contract.policy.PoliciesDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExitTableTest {
    private static ExitDocument exit(String name, String country, Boolean failClosed, String... via) {
        return new ExitDocument(
                name, List.of(via), null, Optional.ofNullable(country), Sticky.SITE, failClosed, null, null);
    }

    private static ExitTable table(ExitDocument... exits) {
        return ExitTable.compile(new PoliciesDocument(null, List.of(exits), null, null));
    }

    @Test
    void findsPoolsByNameAndByCountry() {
        ExitTable table = table(
                exit("a", "NL", true, "http://a.test:1"),
                exit("b", "NL", false, "socks5://b.test:2", "http://c.test:3"),
                exit("c", null, false, "http://d.test:4"));

        assertThat(table.group("b").ways())
                .extracting(ExitWay::label)
                .containsExactly("socks5://b.test:2", "http://c.test:3");
        assertThat(table.group("country:NL").ways()).hasSize(3);
        assertThat(table.group("country:NL").failClosed()).isTrue();
        assertThat(table.group("country:DE")).isNull();
        assertThat(table.group("c").failClosed()).isFalse();
        assertThat(table.ways()).hasSize(4);
    }

    @Test
    void readsChainsWithCredentials() {
        Way.Through way = Way.through("https://anna:p%40ss%3e@first.test:443 > socks5h://[2001:db8::1]:1080");

        assertThat(way.first()).isEqualTo(new Hop(Hop.Scheme.HTTPS, "first.test", 443, "anna", "p@ss>"));
        assertThat(way.last()).isEqualTo(new Hop(Hop.Scheme.SOCKS5, "2001:db8::1", 1080, "", ""));
        assertThat(way.label()).isEqualTo("https://first.test:443 > socks5://[2001:db8::1]:1080");
        assertThat(way.toString()).doesNotContain("p@ss").doesNotContain("anna");
        assertThat(way.first().toString()).doesNotContain("p@ss");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "first.test:443",
                "ftp://first.test:21",
                "http://first.test",
                "http://first.test:0",
                "http://:80",
                "http://first.test:443/path",
                "http://@first.test:80",
                "http://a%4:b@first.test:80",
                "http://first.test:80 >",
                "http://a\u0001:b@first.test:80",
                "socks4://first.test:1080"
            })
    void refusesWhatIsNoWay(String via) {
        assertThatIllegalArgumentException().isThrownBy(() -> Way.through(via));
    }

    @Test
    void tellsNoPasswordWhenItRefuses() {
        assertThatThrownBy(() -> Way.through("ftp://anna:geheim@first.test:21"))
                .hasMessageContaining("ftp://anna:***@first.test:21")
                .hasMessageNotContaining("geheim");
        ExitDocument shown = exit("a", null, true, "http://anna:ge@heim@h.test:1 > https://b:c@i.test:2")
                .shown();
        assertThat(shown.via()).containsExactly("http://anna:***@h.test:1 > https://b:***@i.test:2");
        assertThat(exit("a", null, true, "http://anna:geheim@h.test:1").toString())
                .doesNotContain("geheim");
    }

    @Test
    void findsWhatIsWrong() {
        ExitDocument bad = new ExitDocument(
                "a",
                List.of("http://x", "http://a.test:1", "http://u:p@a.test:1"),
                List.of("eth0"),
                Optional.of("nl"),
                null,
                null,
                new CheckDocument(Optional.of("nowhere"), null, java.time.Duration.ofSeconds(9), null, null),
                Optional.of("../ca.pem"));

        assertThat(ExitValidator.problems(bad, "exits[0]"))
                .extracting(Problem::path)
                .containsExactly(
                        "exits[0]",
                        "exits[0].via[0]",
                        "exits[0].via[2]",
                        "exits[0].source[0]",
                        "exits[0].country",
                        "exits[0].check.target",
                        "exits[0].ca",
                        "exits[0].check.timeout");
        assertThat(ExitValidator.problems(exit("a", "NL", null, "http://a.test:1"), "exits[0]"))
                .isEmpty();
    }

    @Test
    void sticksByWhatTheExitSays() {
        ExitGroup site = new ExitGroup("a", List.of(), Sticky.SITE, true);
        ExitGroup user = new ExitGroup("a", List.of(), Sticky.USER, true);
        ExitGroup both = new ExitGroup("a", List.of(), Sticky.USER_SITE, true);
        ExitGroup none = new ExitGroup("a", List.of(), Sticky.NONE, true);

        assertThat(site.key("ann", "c", "x.test", 1)).isEqualTo(site.key("bob", "d", "x.test", 2));
        assertThat(user.key("ann", "c", "x.test", 1)).isEqualTo(user.key("ann", "d", "y.test", 2));
        assertThat(user.key("", "c", "x.test", 1)).isNotEqualTo(user.key("", "d", "x.test", 1));
        assertThat(user.key("c", "x", "x.test", 1)).isNotEqualTo(user.key("", "c", "x.test", 1));
        assertThat(both.key("ann", "c", "x.test", 1)).isNotEqualTo(both.key("ann", "c", "y.test", 1));
        assertThat(none.key("ann", "c", "x.test", 7)).isEqualTo(7);
        assertThat(site.owner("ann", "c")).isEmpty();
        assertThat(user.owner("ann", "c")).isNotEqualTo(user.owner("", "ann"));
    }

    @Test
    void aWayThatFailsMovesOnlyItsOwnKeys() {
        ExitGroup group = table(exit(
                        "a", null, true, "http://a.test:1", "http://b.test:1", "http://c.test:1", "http://d.test:1"))
                .group("a");
        ExitWay out = group.ways().get(2);
        int moved = 0;
        int[] shares = new int[4];
        for (int i = 0; i < 4_000; i++) {
            long key = Rendezvous.hash("user " + i);
            ExitWay before = Rendezvous.order(group.ways(), key, way -> true, 1).get(0);
            List<ExitWay> after = Rendezvous.order(group.ways(), key, way -> way != out, 3);
            shares[group.ways().indexOf(before)]++;
            if (before == out) {
                moved++;
            } else {
                assertThat(after.get(0)).isEqualTo(before);
            }
            assertThat(after).doesNotContain(out).doesNotHaveDuplicates().hasSize(3);
        }
        assertThat(moved).isEqualTo(shares[2]);
        for (int share : shares) {
            assertThat(share).isBetween(800, 1200);
        }
        assertThat(Rendezvous.order(group.ways(), 1, way -> false, 3)).isEmpty();
    }

    @Test
    void risesAndFallsByProbesAndFallsByRequests() {
        CheckDocument check = new CheckDocument(null, null, null, 2, 3);
        WayHealth health = WayHealth.UNTRIED;
        assertThat(health.probed(false, check).probed(false, check).healthy()).isTrue();
        assertThat(health.probed(false, check)
                        .probed(true, check)
                        .probed(false, check)
                        .probed(false, check)
                        .healthy())
                .isTrue();
        WayHealth out = health.probed(false, check).probed(false, check).probed(false, check);
        assertThat(out.healthy()).isFalse();
        assertThat(out.probed(true, check).healthy()).isFalse();
        assertThat(out.probed(true, check)
                        .probed(false, check)
                        .probed(true, check)
                        .healthy())
                .isFalse();
        assertThat(out.probed(true, check).probed(true, check)).isEqualTo(WayHealth.UNTRIED);
        assertThat(out.used(true, check).healthy()).isFalse();

        WayHealth failing =
                health.used(false, check).probed(true, check).used(false, check).probed(true, check);
        assertThat(failing.healthy()).isTrue();
        assertThat(failing.used(false, check).healthy()).isFalse();
        assertThat(failing.used(true, check).used(false, check).healthy()).isTrue();
    }
}
