package io.sallyport.policy.engine;

import static io.sallyport.policy.engine.Policies.ALLOW;
import static io.sallyport.policy.engine.Policies.BLOCK;
import static io.sallyport.policy.engine.Policies.document;
import static io.sallyport.policy.engine.Policies.facts;
import static io.sallyport.policy.engine.Policies.get;
import static io.sallyport.policy.engine.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.Explanation.Step;
import io.sallyport.policy.engine.list.NameSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyTableTest {
    private static final NameSet ADS = NameSet.of(List.of("ads.test", "tracker.test"));
    private static final NameSet BAD = NameSet.of(List.of("bad.test"));
    private static final Map<String, NameSet> LISTS = Map.of("ads", ADS, "bad", BAD);

    private static Verdict decide(WhenDocument when, RequestFacts facts) {
        return PolicyTable.compile(document(rule("r", when, BLOCK)), LISTS).decide(facts);
    }

    private static boolean blocks(WhenDocument when, RequestFacts facts) {
        return decide(when, facts).kind() == Verdict.Kind.BLOCK;
    }

    @Test
    void firstMatchWins() {
        PolicyTable table = PolicyTable.compile(
                document(
                        rule("keep", Policies.site("good.ads.test"), ALLOW),
                        rule("ads", Policies.list("ads"), BLOCK),
                        rule("never", Policies.always(), BLOCK)),
                LISTS);

        assertThat(table.decide(get("good.ads.test")).rule()).isEqualTo("keep");
        assertThat(table.decide(get("x.ads.test")).rule()).isEqualTo("ads");
        assertThat(table.decide(get("example.test")).rule()).isEqualTo("never");
    }

    @Test
    void fallsToTheDefault() {
        PoliciesDocument closed = new PoliciesDocument(List.of(), List.of(), DefaultAction.BLOCK);

        assertThat(PolicyTable.compile(document(), LISTS).decide(get("a.test")))
                .isEqualTo(new Verdict.Allow("default", DialRules.NONE));
        assertThat(PolicyTable.compile(closed, LISTS).decide(get("a.test")))
                .isEqualTo(new Verdict.Block(404, "default", "", "", ""));
    }

    @Test
    void saysWhyItBlocks() {
        RuleDocument court =
                new RuleDocument("court", Policies.list("bad", "ads"), BLOCK, 451, "ordered", "case 7", null);
        PolicyTable table = PolicyTable.compile(document(court), LISTS);

        assertThat(table.decide(get("www.tracker.test")))
                .isEqualTo(new Verdict.Block(451, "court", "ordered", "case 7", "ads"));
    }

    @Test
    void sharesVerdictsBetweenRequests() {
        PolicyTable table = PolicyTable.compile(document(rule("ads", Policies.list("ads"), BLOCK)), LISTS);

        assertThat(table.decide(get("a.ads.test"))).isSameAs(table.decide(get("b.tracker.test")));
    }

    @Test
    void carriesWhatAnAllowRuleOpens() {
        PolicyTable table = PolicyTable.compile(
                document(rule("lab", Policies.always(), Policies.allow(List.of("10.0.0.0/8"), List.of(8443)))), LISTS);

        Verdict.Allow allow = (Verdict.Allow) table.decide(get("lab.test"));

        assertThat(allow.dial().targets()).hasToString("[10.0.0.0/8]");
        assertThat(allow.dial().ports()).containsExactly(8443);
    }

    @ParameterizedTest
    @CsvSource({
        "example.test,        example.test,        true",
        "example.test,        EXAMPLE.test.,       true",
        "Example.Test.,       example.test,        true",
        "example.test,        www.example.test,    false",
        "*.example.test,      www.example.test,    true",
        "*.example.test,      a.b.example.test,    true",
        "*.example.test,      example.test,        false",
        "*.example.test,      badexample.test,     false",
        "*.test,              example.test,        true",
        "bücher.test,         xn--bcher-kva.test,  true",
        "*.bücher.test,       a.xn--bcher-kva.test,true",
        "127.0.0.1,           127.0.0.1:8080,      true",
        "127.0.0.1,           [::ffff:127.0.0.1],  true",
        "::ffff:127.0.0.1,    127.0.0.1,           true",
        "[::1],               [0:0:0:0:0:0:0:1],   true",
        "2001:db8::1,         [2001:db8::1]:443,   true",
        "127.0.0.1,           127.0.0.2,           false",
    })
    void matchesSites(String pattern, String authority, boolean expected) {
        assertThat(blocks(Policies.site(pattern), get(authority))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,    10.9.9.9,           true",
        "10.0.0.0/8,    ::ffff:10.9.9.9,    true",
        "10.0.0.0/8,    11.0.0.1,           false",
        "192.0.2.7,     192.0.2.7,          true",
        "192.0.2.7,     192.0.2.8,          false",
        "2001:db8::/32, 2001:db8:1::1,      true",
        "2001:db8::/32, 2001:db9::1,        false",
        "0.0.0.0/0,     2001:db8::1,        false",
        "::/0,          2001:db8::1,        true",
    })
    void matchesClients(String range, String client, boolean expected) {
        assertThat(blocks(Policies.client(range), facts("egress", "GET", "http", "a.test", client)))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "http,  a.test,      80,   true",
        "http,  a.test:8080, 80,   false",
        "http,  a.test:8080, 8080, true",
        "https, a.test,      443,  true",
        "'',    a.test,      443,  true",
    })
    void matchesPorts(String scheme, String authority, int port, boolean expected) {
        assertThat(blocks(Policies.port(port), facts("egress", "GET", scheme, authority, "192.0.2.7")))
                .isEqualTo(expected);
    }

    @Test
    void matchesListenersAndMethods() {
        assertThat(blocks(Policies.listener("web", "egress"), get("a.test"))).isTrue();
        assertThat(blocks(Policies.listener("web"), get("a.test"))).isFalse();
        assertThat(blocks(Policies.method("POST", "GET"), get("a.test"))).isTrue();
        assertThat(blocks(Policies.method("CONNECT"), get("a.test"))).isFalse();
    }

    @Test
    void wantsEveryConditionToHold() {
        WhenDocument when = new WhenDocument(
                List.of("*.ads.test"),
                List.of("ads"),
                List.of("192.0.2.0/24"),
                List.of("egress"),
                null,
                List.of(80),
                null,
                null,
                null,
                null,
                null);

        assertThat(blocks(when, get("a.ads.test"))).isTrue();
        assertThat(blocks(when, get("a.tracker.test"))).isFalse();
        assertThat(blocks(when, get("a.ads.test:81"))).isFalse();
        assertThat(blocks(when, facts("egress", "GET", "http", "a.ads.test", "198.51.100.1")))
                .isFalse();
    }

    @Test
    void refusesToCompileWithoutAList() {
        PoliciesDocument document = document(rule("r", Policies.list("gone"), BLOCK));

        assertThatThrownBy(() -> PolicyTable.compile(document, Map.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("gone");
    }

    @Test
    void explainsTheWayToAVerdict() {
        PolicyTable table = PolicyTable.compile(
                document(
                        rule("office", Policies.client("10.0.0.0/8"), ALLOW),
                        rule("bad", Policies.list("bad"), BLOCK),
                        rule("ads", Policies.list("ads"), BLOCK)),
                LISTS);

        Explanation blocked = table.explain(get("x.ads.test"), CallerFacts.NONE);
        Explanation allowed = table.explain(get("good.test"), CallerFacts.NONE);

        assertThat(blocked.verdict()).isSameAs(table.decide(get("x.ads.test")));
        assertThat(blocked.list()).isEqualTo("ads");
        assertThat(blocked.listed()).isEqualTo("ads.test");
        assertThat(blocked.steps())
                .containsExactly(
                        new Step("office", Condition.CLIENT, ""),
                        new Step("bad", Condition.LIST, ""),
                        new Step("ads", Condition.NONE, ""));
        assertThat(allowed.verdict().rule()).isEqualTo("default");
        assertThat(allowed.steps()).last().isEqualTo(new Step("default", Condition.NONE, ""));
    }

    @ParameterizedTest
    @CsvSource({
        "/admin,  /admin,               true",
        "/admin,  /admin/users,         true",
        "/admin,  /administrator,       false",
        "/admin/, /admin/users,         true",
        "/admin/, /admin,               false",
        "/,       /anything,            true",
        "/admin,  /%61dmin,             true",
        "/,       *,                    true",
        "/admin,  *,                    false",
        "/admin,  //admin,              true",
        "/admin,  /x/%2e%2e/admin,      true",
        "/admin,  /x%2f..%2fadmin,      true",
        "/admin,  /admin;v=1/users,     true",
        "/admin,  '',                   false",
    })
    void matchesPaths(String prefix, String path, boolean expected) {
        WhenDocument when =
                new WhenDocument(null, null, null, null, null, null, List.of(prefix), null, null, null, null);
        RequestFacts get = get("a.test");
        RequestFacts facts = new RequestFacts(
                get.listener(), true, "GET", "http", get.authority(), path, null, get.client(), get.headers());

        assertThat(blocks(when, facts)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "shop, '', '', '',   shop, DE,      '',    '',    true",
        "shop, '', '', '',   '',   DE,      '',    '',    false",
        "'',   DE, '', '',   shop, DE,      '',    '',    true",
        "'',   DE, '', '',   shop, unknown, '',    '',    false",
        "'',   '', ann, '',  shop, DE,      ann,   '',    true",
        "'',   '', ann, '',  shop, DE,      bob,   '',    false",
        "'',   '', ann, '',  shop, DE,      '',    '',    false",
        "'',   '', '', staff, shop, DE,     ann,   staff, true",
        "'',   '', '', staff, shop, DE,     ann,   '',    false",
    })
    void matchesWhatIsKnownOfTheCaller(
            String route,
            String country,
            String user,
            String group,
            String isRoute,
            String isCountry,
            String isUser,
            String isGroup,
            boolean expected) {
        WhenDocument when = new WhenDocument(
                null, null, null, null, null, null, null, some(route), some(country), some(user), some(group));
        CallerFacts caller = new CallerFacts.Known(isRoute, isCountry, isUser, some(isGroup));

        assertThat(PolicyTable.compile(document(rule("r", when, BLOCK)), LISTS)
                                .decide(get("a.test"), caller, 0)
                                .kind()
                        == Verdict.Kind.BLOCK)
                .isEqualTo(expected);
    }

    /** A list of its own for one client and for one group, before the list that blocks for all. */
    @ParameterizedTest
    @CsvSource({
        "x.ads.test,     10.0.0.7, '',    ALLOW",
        "x.ads.test,     192.0.2.7, staff, ALLOW",
        "x.ads.test,     192.0.2.7, guest, BLOCK",
        "x.ads.test,     192.0.2.7, '',    BLOCK",
        "x.bad.test,     10.0.0.7, staff, BLOCK",
    })
    void allowsByListsOfAClientAndOfAGroupBeforeAListBlocks(
            String host, String client, String group, Verdict.Kind expected) {
        List<String> ads = List.of("ads");
        WhenDocument office =
                new WhenDocument(null, ads, List.of("10.0.0.0/8"), null, null, null, null, null, null, null, null);
        WhenDocument staff =
                new WhenDocument(null, ads, null, null, null, null, null, null, null, null, List.of("staff"));
        PolicyTable table = PolicyTable.compile(
                document(
                        rule("office", office, ALLOW),
                        rule("staff", staff, ALLOW),
                        rule("all", Policies.list("ads", "bad"), BLOCK)),
                LISTS);

        assertThat(table.decide(
                                facts("egress", "GET", "http", host, client),
                                new CallerFacts.Known("", "", group.isEmpty() ? "" : "ann", some(group)),
                                0)
                        .kind())
                .isEqualTo(expected);
    }

    private static List<String> some(String text) {
        return text.isEmpty() ? List.of() : List.of(text);
    }

    private static RuleDocument limit(String name, RuleDocument.Mode mode) {
        ThenDocument then = ThenDocument.limit(new LimitDocument(Rate.parse("10/s"), null, null, null));
        return new RuleDocument(name, Policies.always(), then, null, null, null, mode);
    }

    @Test
    void handsOutGatesOneByOneAndGoesOnBehindThem() {
        PolicyTable table = PolicyTable.compile(
                document(
                        limit("first", null),
                        rule("elsewhere", Policies.site("b.test"), BLOCK),
                        limit("second", RuleDocument.Mode.REPORT),
                        rule("end", Policies.always(), BLOCK)),
                LISTS);

        Verdict.Gate first = (Verdict.Gate) table.decide(get("a.test"));
        Verdict.Gate second = (Verdict.Gate) table.decide(get("a.test"), CallerFacts.NONE, first.next());
        Verdict end = table.decide(get("a.test"), CallerFacts.NONE, second.next());

        assertThat(first.rule()).isEqualTo("first");
        assertThat(first.status()).isEqualTo(429);
        assertThat(first.report()).isFalse();
        assertThat(second.rule()).isEqualTo("second");
        assertThat(second.report()).isTrue();
        assertThat(end.kind()).isEqualTo(Verdict.Kind.BLOCK);
        assertThat(end.rule()).isEqualTo("end");
    }

    @Test
    void asksNoGateBehindAVerdict() {
        PolicyTable table =
                PolicyTable.compile(document(rule("open", Policies.always(), ALLOW), limit("never", null)), LISTS);

        assertThat(table.decide(get("a.test")).rule()).isEqualTo("open");
    }

    @Test
    void goesOnBehindEveryKindOfVerdictThatOnlyReports() {
        List<RuleDocument.ThenDocument> thens = List.of(
                BLOCK,
                ALLOW,
                RuleDocument.ThenDocument.parse("drop"),
                new RuleDocument.ThenDocument(null, false, null, null, Optional.of("http://a.test/"), false, null),
                new RuleDocument.ThenDocument(null, false, null, null, null, false, Optional.of("nl")));
        for (RuleDocument.ThenDocument then : thens) {
            RuleDocument trial =
                    new RuleDocument("trial", Policies.always(), then, null, null, null, RuleDocument.Mode.REPORT);
            PolicyTable table = PolicyTable.compile(document(trial), LISTS);

            assertThat(table.decide(get("a.test"))).isEqualTo(new Verdict.Reported("trial", 1));
        }
    }

    @Test
    void goesOnBehindARuleThatOnlyReports() {
        RuleDocument trial =
                new RuleDocument("trial", Policies.always(), BLOCK, null, null, null, RuleDocument.Mode.REPORT);
        PolicyTable table = PolicyTable.compile(document(trial), LISTS);

        Verdict.Reported reported = (Verdict.Reported) table.decide(get("a.test"));

        assertThat(reported.rule()).isEqualTo("trial");
        assertThat(table.decide(get("a.test"), CallerFacts.NONE, reported.next())
                        .rule())
                .isEqualTo("default");
    }

    @Test
    void explainsGatesAsPassed() {
        PolicyTable table =
                PolicyTable.compile(document(limit("calm", null), rule("end", Policies.always(), BLOCK)), LISTS);

        assertThat(table.explain(get("a.test"), CallerFacts.NONE).steps())
                .containsExactly(new Step("calm", Condition.NONE, "limit"), new Step("end", Condition.NONE, ""));
    }
}
