package io.sallyport.policy.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.BasicDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.ValidDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Unlocks;
import io.sallyport.policy.engine.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OpenRelayTest {
    private static final ThenDocument ALLOW = ThenDocument.parse("allow");
    private static final ThenDocument BLOCK = ThenDocument.parse("block");
    private static final ThenDocument LOGIN = ThenDocument.require(new RequireDocument(
            Optional.of(new BasicDocument("users.txt")), null, null, null, null, null, false, null));
    private static final String[] NONE = {};

    private static ListenerConfig listener(ListenerConfig.Mode mode, String host) {
        return new ListenerConfig("egress", mode, new HostPort(host, 3128), null, Optional.empty());
    }

    private static RuleDocument rule(String name, WhenDocument when, ThenDocument then) {
        return new RuleDocument(name, when, then, null, null, null, null);
    }

    private static WhenDocument when(String[] site, String[] client, String[] user) {
        return new WhenDocument(
                List.of(site), null, List.of(client), null, null, null, null, null, null, List.of(user), null);
    }

    private static WhenDocument site(String... names) {
        return when(names, NONE, NONE);
    }

    private static WhenDocument client(String... ranges) {
        return when(NONE, ranges, NONE);
    }

    private static String openedBy(DefaultAction fallback, RuleDocument... rules) {
        PoliciesDocument document = new PoliciesDocument(null, List.of(rules), fallback);
        return OpenRelay.opening(document, listener(ListenerConfig.Mode.FORWARD, "0.0.0.0"))
                .map(OpenRelay.Opening::path)
                .orElse("");
    }

    private static boolean isOpenBehind(String proxies) {
        ListenerConfig listener = new ListenerConfig(
                "egress",
                ListenerConfig.Mode.FORWARD,
                new HostPort("0.0.0.0", 3128),
                null,
                Optional.empty(),
                null,
                null,
                null,
                true,
                List.of(proxies),
                null,
                null,
                null,
                null,
                null,
                null);
        PoliciesDocument document =
                new PoliciesDocument(null, List.of(rule("inside", client("10.0.0.0/8"), ALLOW)), DefaultAction.BLOCK);
        return OpenRelay.opening(document, listener).isPresent();
    }

    @Test
    void anAddressThatAnybodyMayClaimIsNoProof() {
        assertThat(isOpenBehind("0.0.0.0/0")).isTrue();
        assertThat(isOpenBehind("::/0")).isTrue();
        assertThat(isOpenBehind("192.0.2.7")).isFalse();
        assertThat(isOpenBehind("10.0.0.0/8")).isFalse();
    }

    @ParameterizedTest
    @EnumSource(
            value = ListenerConfig.Mode.class,
            names = {"FORWARD", "SOCKS5", "MIXED"})
    void isOpenByTheDefaultOnEveryModeOfTheForwardSide(ListenerConfig.Mode mode) {
        PoliciesDocument nothing = new PoliciesDocument(null, null, null);
        assertThat(OpenRelay.opening(nothing, listener(mode, "192.0.2.1"))).isPresent();
        assertThat(OpenRelay.opening(nothing, listener(mode, "::"))).isPresent();
        assertThat(OpenRelay.opening(nothing, listener(mode, "proxy.example"))).isPresent();
        assertThat(OpenRelay.opening(nothing, listener(mode, "127.example"))).isPresent();
        assertThat(OpenRelay.opening(nothing, listener(mode, "127.0.0.1"))).isEmpty();
        assertThat(OpenRelay.opening(nothing, listener(mode, "::1"))).isEmpty();
    }

    @Test
    void leavesTheReverseSideAndListenersWithALoginAlone() {
        PoliciesDocument nothing = new PoliciesDocument(null, null, null);
        ListenerConfig login = new ListenerConfig(
                "egress",
                ListenerConfig.Mode.FORWARD,
                new HostPort("0.0.0.0", 3128),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Auth.BASIC,
                Optional.of("users.txt"),
                null,
                null,
                null);

        assertThat(OpenRelay.opening(nothing, listener(ListenerConfig.Mode.REVERSE, "0.0.0.0")))
                .isEmpty();
        assertThat(OpenRelay.opening(nothing, login)).isEmpty();
    }

    @Test
    void isClosedByTheDefaultAndOpenByAnAllowForAnybody() {
        assertThat(openedBy(DefaultAction.BLOCK)).isEmpty();
        assertThat(openedBy(DefaultAction.BLOCK, rule("all", null, ALLOW))).isEqualTo("rules[0]");
        assertThat(openedBy(DefaultAction.BLOCK, rule("some", site("a.test"), ALLOW)))
                .isEqualTo("rules[0]");
        assertThat(openedBy(
                        DefaultAction.BLOCK,
                        rule("out", null, new ThenDocument(null, false, null, null, null, false, Optional.of("nl")))))
                .isEqualTo("rules[0]");
    }

    @Test
    void isClosedByALoginBeforeWhatLetsThrough() {
        assertThat(openedBy(DefaultAction.ALLOW, rule("login", null, LOGIN))).isEmpty();
        assertThat(openedBy(DefaultAction.BLOCK, rule("all", null, ALLOW), rule("login", null, LOGIN)))
                .isEqualTo("rules[0]");
        assertThat(openedBy(DefaultAction.ALLOW, rule("login", site("a.test"), LOGIN)))
                .isEqualTo("default");
        assertThat(openedBy(
                        DefaultAction.BLOCK,
                        rule("login", site("a.test", "b.test"), LOGIN),
                        rule("some", site("b.test"), ALLOW)))
                .isEmpty();
        assertThat(openedBy(
                        DefaultAction.BLOCK,
                        rule("login", site("a.test"), LOGIN),
                        rule("some", site("a.test", "b.test"), ALLOW)))
                .isEqualTo("rules[1]");
    }

    @Test
    void isNotClosedByWhatDoesNotCountOrCountsForATime() {
        RuleDocument report = new RuleDocument("login", null, LOGIN, null, null, null, Mode.REPORT);
        RuleDocument passing = new RuleDocument(
                "login", null, LOGIN, null, null, null, null, null, new ValidDocument(null, Optional.of("2030-01-01")));
        RuleDocument limit = rule(
                "calm",
                null,
                ThenDocument.limit(new io.sallyport.contract.policy.LimitDocument(
                        io.sallyport.contract.policy.Rate.parse("1/s"), null, null, null)));

        assertThat(openedBy(DefaultAction.ALLOW, report)).isEqualTo("default");
        assertThat(openedBy(DefaultAction.ALLOW, passing)).isEqualTo("default");
        assertThat(openedBy(DefaultAction.ALLOW, limit)).isEqualTo("default");
        assertThat(openedBy(DefaultAction.ALLOW, rule("nobody", when(NONE, NONE, new String[] {"ann"}), BLOCK)))
                .isEqualTo("default");
    }

    @Test
    void isClosedByClientsThatAreKnownAndAnEndForAllOthers() {
        RuleDocument inside = rule("inside", client("10.0.0.0/8", "fc00::/7", "2001:db8::/32"), ALLOW);
        WhenDocument here =
                new WhenDocument(null, null, null, List.of("egress"), null, null, null, null, null, null, null);
        WhenDocument elsewhere =
                new WhenDocument(null, null, null, List.of("web"), null, null, null, null, null, null, null);

        assertThat(openedBy(DefaultAction.BLOCK, inside)).isEmpty();
        assertThat(openedBy(DefaultAction.ALLOW, inside)).isEqualTo("default");
        assertThat(openedBy(DefaultAction.ALLOW, inside, rule("outside", here, BLOCK)))
                .isEmpty();
        assertThat(openedBy(DefaultAction.ALLOW, inside, rule("outside", elsewhere, BLOCK)))
                .isEqualTo("default");
        assertThat(openedBy(DefaultAction.BLOCK, rule("web", elsewhere, ALLOW))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.0.0.0/0",
                "::/0",
                "0.0.0.0/1",
                "128.0.0.0/1",
                "64.0.0.0/7",
                "::/16",
                "::/64",
                "2000::/3",
                "2400::/12"
            })
    void takesAWideRangeForAnybody(String range) {
        assertThat(openedBy(DefaultAction.BLOCK, rule("r", client("10.0.0.0/8", range), ALLOW)))
                .isEqualTo("rules[0]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.0/8",
                "203.0.113.7",
                "17.0.0.0/8",
                "100.64.0.0/10",
                "fe80::/10",
                "fc00::/7",
                "2001:db8::/32",
                "::1"
            })
    void takesANarrowOrInsideRangeForKnownClients(String range) {
        assertThat(openedBy(DefaultAction.BLOCK, rule("r", client(range), ALLOW)))
                .isEmpty();
    }

    @Test
    void isNotClosedByACountryUnlessItIsNoneAtAll() {
        WhenDocument germany =
                new WhenDocument(null, null, null, null, null, null, null, null, List.of("DE"), null, null);
        WhenDocument inside =
                new WhenDocument(null, null, null, null, null, null, null, null, List.of("private"), null, null);

        assertThat(openedBy(DefaultAction.BLOCK, rule("r", germany, ALLOW))).isEqualTo("rules[0]");
        assertThat(openedBy(DefaultAction.BLOCK, rule("r", inside, ALLOW))).isEmpty();
    }

    @Test
    void neverMeetsAStrangerWithARuleForUsersOrRoutes() {
        WhenDocument route =
                new WhenDocument(null, null, null, null, null, null, null, List.of("shop"), null, null, null);

        assertThat(openedBy(DefaultAction.BLOCK, rule("r", when(NONE, NONE, new String[] {"ann"}), ALLOW)))
                .isEmpty();
        assertThat(openedBy(DefaultAction.BLOCK, rule("r", route, ALLOW))).isEmpty();
    }

    @Test
    void isNotOpenedByAnUnlockForEverybody() {
        PoliciesDocument shut = new PoliciesDocument(null, List.of(rule("shut", site("a.test"), BLOCK)), null);
        Set<String> exposed = OpenRelay.exposed(List.of(listener(ListenerConfig.Mode.FORWARD, "0.0.0.0")));
        List<Unlock> unlocks = List.of(unlock("", ""), unlock("0.0.0.0/0", ""), unlock("192.0.2.0/24", ""));
        PolicyTable table = PolicyTable.compile(shut, Map.of());
        RequestFacts facts = new RequestFacts(
                "egress",
                true,
                "GET",
                "http",
                Authority.parse("a.test"),
                "/",
                null,
                IpAddress.parse("198.51.100.9"),
                HeaderList.EMPTY);

        assertThat(exposed).containsExactly("egress");
        assertThat(table.with(Unlocks.of(unlocks, Set.of(), OpenRelay::isForKnown))
                        .decide(facts))
                .isInstanceOf(Verdict.Unlocked.class);
        assertThat(table.with(Unlocks.of(unlocks, exposed, OpenRelay::isForKnown))
                        .decide(facts))
                .isInstanceOf(Verdict.Block.class);
        assertThat(unlocks).extracting(OpenRelay::isForKnown).containsExactly(false, false, true);
        assertThat(OpenRelay.isForKnown(unlock("", "ann"))).isTrue();
    }

    private static Unlock unlock(String client, String user) {
        return new Unlock("1", "a.test", "", "", client, user, "", false, 0, Long.MAX_VALUE, "");
    }

    @Test
    void saysWhatOpensAndWhatToWrite() {
        PoliciesDocument nothing = new PoliciesDocument(null, null, null);
        List<ListenerConfig> listeners = List.of(listener(ListenerConfig.Mode.FORWARD, "0.0.0.0"));

        assertThat(OpenRelay.inSettings(nothing, listeners).get(0).toString())
                .startsWith("listeners[0].bind: found \"0.0.0.0:3128\" for anybody, because default of policies.yaml")
                .contains(
                        "`- {name: egress-outside, when: {listener: [egress]}, then: block, status: 403}`",
                        "`auth: basic` and `users: secrets/users.txt`",
                        "`bind: \"127.0.0.1:3128\"`");
        assertThat(OpenRelay.inPolicy(nothing, listeners).get(0).path()).isEqualTo("default");
    }

    @Test
    void isClosedByWhatItSaysToWrite() {
        RuleDocument inside = rule(
                "egress-inside",
                new WhenDocument(
                        null,
                        null,
                        List.of("10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"),
                        List.of("egress"),
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null),
                ALLOW);
        RuleDocument outside = rule(
                "egress-outside",
                new WhenDocument(null, null, null, List.of("egress"), null, null, null, null, null, null, null),
                BLOCK);

        assertThat(openedBy(DefaultAction.ALLOW, inside, outside)).isEmpty();
    }
}
