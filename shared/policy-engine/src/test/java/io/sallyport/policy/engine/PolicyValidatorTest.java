package io.sallyport.policy.engine;

import static io.sallyport.policy.engine.Policies.ALLOW;
import static io.sallyport.policy.engine.Policies.BLOCK;
import static io.sallyport.policy.engine.Policies.document;
import static io.sallyport.policy.engine.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyValidatorTest {
    private static Problem only(PoliciesDocument document) {
        List<Problem> problems = PolicyValidator.validate(document, Set.of("egress", "web"));
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static Problem only(WhenDocument when) {
        return only(document(rule("first", Policies.always(), BLOCK), rule("r", when, BLOCK)));
    }

    @Test
    void findsNothingInAGoodDocument() {
        WhenDocument when = new WhenDocument(
                List.of("a.test", "*.b.test", "::1"),
                List.of("ads"),
                List.of("10.0.0.0/8"),
                List.of("egress"),
                List.of("GET", "M-SEARCH"),
                List.of(1, 65535),
                null,
                null,
                null,
                null,
                null);
        PoliciesDocument document = new PoliciesDocument(
                List.of(new ListDocument("ads", "lists/ads.txt", null)),
                List.of(rule("r", when, Policies.allow(List.of("127.0.0.0/8"), List.of(8443)))),
                null);

        assertThat(PolicyValidator.validate(document)).isEmpty();
        assertThat(PolicyValidator.validate(document, Set.of("egress"))).isEmpty();
    }

    @Test
    void namesTheListThatIsMissing() {
        PoliciesDocument document = new PoliciesDocument(
                List.of(new ListDocument("adverts", "a.txt", null), new ListDocument("malware", "b.txt", null)),
                List.of(rule("r", Policies.list("malware", "advert"), BLOCK)),
                null);

        assertThat(only(document)).isEqualTo(new Problem("rules[0].when.list[1]", "\"advert\"", "adverts, malware"));
    }

    @Test
    void findsWhatDoesNothingToAFile() {
        ListDocument fetching = new ListDocument(
                "ads",
                Optional.of("a.txt"),
                Optional.empty(),
                null,
                Duration.ofHours(1),
                new ByteSize(2048),
                ListDocument.UntilFetched.OPEN);
        ListDocument fetched = new ListDocument(
                "more",
                Optional.empty(),
                Optional.of("http://lists.test/a"),
                null,
                Duration.ofHours(1),
                new ByteSize(2048),
                ListDocument.UntilFetched.OPEN);

        assertThat(PolicyValidator.validate(new PoliciesDocument(List.of(fetching, fetched), List.of(), null)))
                .extracting(Problem::path)
                .containsExactly("lists[0].refresh", "lists[0].maxSize", "lists[0].untilFetched");
    }

    @Test
    void findsWhatDoesNothingInARule() {
        WhenDocument routed =
                new WhenDocument(null, null, null, null, null, null, null, List.of("shop"), null, null, null);
        ThenDocument leaving = ThenDocument.allow(
                new RuleDocument.AllowDocument(null, null, Optional.of(Profile.STRICT), Optional.of("out")));
        RuleDocument dropping =
                new RuleDocument("drop", Policies.always(), ThenDocument.parse("drop"), 451, null, null, null);
        ExitDocument out = new ExitDocument("out", List.of("http://p.test:1"), null, null, null, null, null);

        assertThat(PolicyValidator.validate(
                        new PoliciesDocument(null, List.of(out), List.of(rule("r", routed, leaving), dropping), null)))
                .extracting(Problem::path)
                .containsExactly("rules[0].then.allow.exit", "rules[0].then.allow.profile", "rules[1].status");
    }

    @Test
    void saysThatThereAreNoLists() {
        assertThat(only(Policies.list("ads")).allowed()).isEqualTo("nothing, because there are no lists");
    }

    @Test
    void namesTheListenerThatIsMissing() {
        assertThat(only(Policies.listener("web", "egres")))
                .isEqualTo(new Problem("rules[1].when.listener[1]", "\"egres\"", "egress, web"));
        assertThat(PolicyValidator.validate(document(rule("r", Policies.listener("any"), BLOCK))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "*",
                "*.",
                "*.*.test",
                "a b",
                "http://a.test",
                "a.test/x",
                "a.test:80",
                "*a.test",
                "127.1",
                "*.10.0.0.1",
                "u@a.test",
                "[a.test]"
            })
    void refusesBadSites(String site) {
        assertThat(only(Policies.site("ok.test", site)))
                .isEqualTo(new Problem(
                        "rules[1].when.site[1]", "\"" + site + "\"", "a name, *.name, or an address literal"));
    }

    @Test
    void refusesBadRangesInTheWordsOfTheirParser() {
        assertThat(only(Policies.client("10.0.0.0/33")))
                .isEqualTo(new Problem(
                        "rules[1].when.client[0]",
                        "\"10.0.0.0/33\"",
                        "an address or range such as 10.0.0.0/8 or 2001:db8::/32"));
        assertThat(only(Policies.client("10.0.0.1/8")).allowed()).contains("address is its first one");
        assertThat(only(document(rule("r", Policies.always(), Policies.allow(List.of("lo"), List.of()))))
                        .path())
                .isEqualTo("rules[0].then.allow.targets[0]");
    }

    @Test
    void refusesBadPortsAndMethods() {
        assertThat(only(Policies.port(80, 0))).isEqualTo(new Problem("rules[1].when.port[1]", "0", "1 to 65535"));
        assertThat(only(document(rule("r", Policies.always(), Policies.allow(List.of(), List.of(65536)))))
                        .path())
                .isEqualTo("rules[0].then.allow.ports[0]");
        assertThat(only(Policies.method("get")).path()).isEqualTo("rules[1].when.method[0]");
    }

    @Test
    void refusesNamesGivenTwice() {
        PoliciesDocument document = new PoliciesDocument(
                List.of(new ListDocument("ads", "a.txt", null), new ListDocument("ads", "b.txt", null)),
                List.of(rule("r", Policies.always(), BLOCK), rule("r", Policies.always(), ALLOW)),
                null);

        assertThat(PolicyValidator.validate(document))
                .extracting(Problem::path)
                .containsExactly("lists[1].name", "rules[1].name");
    }

    @Test
    void keepsTheNameOfTheDefault() {
        assertThat(only(document(rule("default", Policies.always(), BLOCK))).path())
                .isEqualTo("rules[0].name");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/etc/hosts", "../ads.txt", "lists/../../ads.txt", "lists\\..\\..\\ads.txt"})
    void keepsListsInTheConfigurationFolder(String file) {
        PoliciesDocument document = new PoliciesDocument(List.of(new ListDocument("ads", file, null)), List.of(), null);

        assertThat(only(document).path()).isEqualTo("lists[0].file");
    }

    @Test
    void refusesAStatusOnAnAllowRule() {
        RuleDocument rule = new RuleDocument("r", Policies.always(), ALLOW, 451, null, null, null);

        assertThat(only(document(rule)).path()).isEqualTo("rules[0].status");
    }

    @Test
    void leavesNothingThatDoesNotCompile() {
        WhenDocument when = new WhenDocument(
                List.of("bad site"), List.of("x"), List.of("y"), null, null, null, null, null, null, null, null);

        assertThat(PolicyValidator.validate(document(rule("r", when, BLOCK))))
                .extracting(Problem::path)
                .containsExactly("rules[0].when.site[0]", "rules[0].when.list[0]", "rules[0].when.client[0]");
    }

    @Test
    void refusesPathsAndCountriesThatNothingCanMatch() {
        WhenDocument path =
                new WhenDocument(null, null, null, null, null, null, List.of("admin"), null, null, null, null);
        WhenDocument country =
                new WhenDocument(null, null, null, null, null, null, null, null, List.of("private", "de"), null, null);

        assertThat(only(path))
                .isEqualTo(new Problem("rules[1].when.path[0]", "\"admin\"", "a path such as /admin, without query"));
        assertThat(only(country))
                .isEqualTo(new Problem(
                        "rules[1].when.clientCountry[1]",
                        "\"de\"",
                        "two capital letters such as DE, private, unknown"));
    }

    @Test
    void takesAnAllowThatOnlyReports() {
        RuleDocument rule = new RuleDocument("r", null, ALLOW, null, null, null, RuleDocument.Mode.REPORT);

        assertThat(PolicyValidator.validate(document(rule))).isEmpty();
    }

    @Test
    void namesRoutesThatDoNotExist() {
        WhenDocument when =
                new WhenDocument(null, null, null, null, null, null, null, List.of("shop", "shopp"), null, null, null);

        assertThat(PolicyValidator.unknownRoutes(document(rule("r", when, BLOCK)), Set.of("shop", "admin")))
                .containsExactly(new Problem("rules[0].when.route[1]", "\"shopp\"", "admin, shop"));
    }

    @Test
    void refusesAStatusOfALoginAndFilesOutsideTheFolder() {
        RequireDocument basic = new RequireDocument(
                Optional.of(new RequireDocument.BasicDocument("../users.txt")),
                null,
                null,
                null,
                null,
                null,
                false,
                null);
        RuleDocument rule =
                new RuleDocument("r", null, RuleDocument.ThenDocument.require(basic), 403, null, null, null);

        assertThat(PolicyValidator.validate(document(rule)))
                .containsExactly(
                        new Problem("rules[0].status", "403", "no status, because a login has its own"),
                        new Problem(
                                "rules[0].then.require.basic.users",
                                "\"../users.txt\"",
                                "a path inside the configuration folder"));
    }
}
