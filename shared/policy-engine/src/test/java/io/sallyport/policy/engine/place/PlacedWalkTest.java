package io.sallyport.policy.engine.place;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlacedWalkTest {
    private static final ThenDocument BLOCK = ThenDocument.parse("block");
    private static final ThenDocument ALLOW = ThenDocument.parse("allow");
    private static final ThenDocument LIMIT =
            ThenDocument.limit(new LimitDocument(Rate.parse("1/s"), Optional.empty(), null, LimitDocument.Scope.LOCAL));
    private static final Destination DE = at("5.1.1.1", "DE");
    private static final Destination NL = at("5.2.2.2", "NL");
    private static final Destination RU = at("5.3.3.3", "RU");

    private static Destination at(String address, String country) {
        return new Destination(IpAddress.parse(address), country);
    }

    private static RequestFacts facts(boolean forward) {
        return facts(forward, "a.test");
    }

    private static RequestFacts facts(boolean forward, String host) {
        return new RequestFacts(
                "egress",
                forward,
                "GET",
                "http",
                Authority.parse(host),
                "/",
                null,
                IpAddress.parse("192.0.2.7"),
                HeaderList.EMPTY);
    }

    private static RuleDocument rule(String name, String countries, String ranges, ThenDocument then) {
        return new RuleDocument(name, when(null, countries, ranges), then, null, null, null, null);
    }

    private static WhenDocument when(List<String> sites, String countries, String ranges) {
        return new WhenDocument(
                sites,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                list(countries),
                list(ranges),
                null);
    }

    private static List<String> list(String text) {
        return text.isEmpty() ? List.of() : List.of(text.split(" "));
    }

    private static ThenDocument exit(String name) {
        return ThenDocument.allow(new AllowDocument(null, null, null, Optional.of(name)));
    }

    private static PolicyTable table(RuleDocument... rules) {
        ExitDocument parent =
                new ExitDocument("parent", List.of("http://p.test:1"), null, Optional.of("NL"), null, null, null);
        ExitDocument own = new ExitDocument("own", null, List.of("192.0.2.1"), null, null, null, null);
        return PolicyTable.compile(
                new PoliciesDocument(null, List.of(parent, own), List.of(rules), DefaultAction.ALLOW), Map.of());
    }

    private static PlacedWalk walk(PolicyTable table, Destination... destinations) {
        Verdict first = table.decide(facts(true), CallerFacts.NONE, 0);
        assertThat(first).isInstanceOf(Verdict.Resolve.class);
        return new PlacedWalk(
                table, facts(true), CallerFacts.NONE, List.of(destinations), ((Verdict.Resolve) first).next());
    }

    @Test
    void leavesOutWhatIsRefusedAndDialsTheRest() {
        PlacedWalk walk = walk(table(rule("no-ru", "RU", "", BLOCK)), RU, DE, NL);

        assertThat(walk.next().kind()).isEqualTo(Verdict.Kind.ALLOW);
        assertThat(walk.destinations()).containsExactly(DE, NL);
    }

    @Test
    void refusesWhenNoAddressIsLeft() {
        PlacedWalk walk = walk(table(rule("no-ru", "RU", "", BLOCK), rule("no-de", "", "5.1.0.0/16", BLOCK)), RU, DE);

        assertThat(walk.next()).isEqualTo(new Verdict.Block(404, "no-ru", "", "", ""));
    }

    @Test
    void dialsNoneThatAnotherRuleWouldHaveToLetThrough() {
        PlacedWalk walk =
                walk(table(rule("de", "DE", "", ALLOW), rule("rest", "", "", ThenDocument.parse("allow"))), NL, DE, NL);

        assertThat(walk.next().rule()).isEqualTo("rest");
        assertThat(walk.destinations()).containsExactly(NL, NL);
    }

    @Test
    void passesAGateForThoseThatNeedIt() {
        PlacedWalk walk = walk(table(rule("slow", "DE NL", "", LIMIT), rule("no-nl", "NL", "", BLOCK)), NL, DE);

        assertThat(walk.next().kind()).isEqualTo(Verdict.Kind.GATE);
        assertThat(walk.next().kind()).isEqualTo(Verdict.Kind.ALLOW);
        assertThat(walk.destinations()).containsExactly(DE);
    }

    @Test
    void asksNothingOfRequestsToOurOwnServers() {
        PolicyTable table = table(rule("no-ru", "RU unknown", "0.0.0.0/0 ::/0", BLOCK));

        assertThat(table.decide(facts(false), CallerFacts.NONE, 0).rule()).isEqualTo("default");
    }

    @Test
    void resolvesOnlyWhenARuleThatAppliesAsks() {
        RuleDocument other =
                new RuleDocument("other", when(List.of("b.test"), "RU", ""), BLOCK, null, null, null, null);

        assertThat(table(other).decide(facts(true), CallerFacts.NONE, 0).rule()).isEqualTo("default");
    }

    @Test
    void neverResolvesWhatLeavesByAnotherProxyAndLetsNoPlaceRuleBeAvoidedByIt() {
        PolicyTable blocked = table(rule("no-ru", "RU", "", BLOCK), rule("out", "", "", exit("parent")));
        PolicyTable byCountry = table(rule("no-ru", "RU", "", BLOCK), rule("out", "", "", exit("country:NL")));
        PolicyTable after = table(rule("out", "", "", exit("parent")), rule("no-ru", "RU", "", BLOCK));
        PolicyTable allowing = table(rule("de", "DE", "", ALLOW), rule("out", "", "", exit("parent")));

        assertThat(blocked.decide(facts(true)).rule()).isEqualTo("no-ru");
        assertThat(byCountry.decide(facts(true)).rule()).isEqualTo("no-ru");
        assertThat(after.decide(facts(true)).rule()).isEqualTo("out");
        assertThat(allowing.decide(facts(true)).rule()).isEqualTo("out");
    }

    @Test
    void judgesAnAddressLiteralByWhateverWayItGoes() {
        PolicyTable table = table(rule("no-ru", "RU", "", BLOCK), rule("out", "", "", exit("parent")));
        RequestFacts facts = facts(true, "5.1.1.1");

        assertThat(table.decide(facts)).isInstanceOf(Verdict.Resolve.class);
        assertThat(new PlacedWalk(table, facts, CallerFacts.NONE, List.of(DE), 0)
                        .next()
                        .rule())
                .isEqualTo("out");
        assertThat(new PlacedWalk(table, facts, CallerFacts.NONE, List.of(RU), 0)
                        .next()
                        .rule())
                .isEqualTo("no-ru");
    }

    @Test
    void resolvesWhatLeavesByAnAddressOfThisMachine() {
        PlacedWalk walk = walk(table(rule("no-ru", "RU", "", BLOCK), rule("out", "", "", exit("own"))), RU, DE);

        assertThat(((Verdict.Allow) walk.next()).exit()).isEqualTo("own");
        assertThat(walk.destinations()).containsExactly(DE);
    }

    @Test
    void choosesAnExitByTheCountryThatIsFoundHere() {
        PlacedWalk walk = walk(table(rule("out", "NL", "", exit("parent"))), DE, NL);

        assertThat(walk.next().rule()).isEqualTo("default");
        assertThat(walk.destinations()).containsExactly(DE);
        assertThat(((Verdict.Allow) walk(table(rule("out", "NL", "", exit("parent"))), NL)
                                .next())
                        .exit())
                .isEqualTo("parent");
    }

    /** Who the user is comes out only behind the gate, so that the first look could not see the way out. */
    @Test
    void judgesAnewWhenItTurnsOutThatTheRequestLeavesByAnotherProxy() {
        RuleDocument out = new RuleDocument(
                "out",
                new WhenDocument(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of("ann"),
                        null,
                        null,
                        null,
                        null,
                        null),
                exit("parent"),
                null,
                null,
                null,
                null);
        PolicyTable table = table(rule("no-ru", "RU", "", BLOCK), rule("slow", "", "", LIMIT), out);
        List<String> user = new ArrayList<>(List.of(""));
        CallerFacts caller = new CallerFacts() {
            @Override
            public String routeName() {
                return "";
            }

            @Override
            public String country() {
                return UNKNOWN;
            }

            @Override
            public String user() {
                return user.get(0);
            }

            @Override
            public List<String> groups() {
                return List.of();
            }
        };
        PlacedWalk walk = new PlacedWalk(table, facts(true), caller, List.of(DE), 0);

        assertThat(walk.next().kind()).isEqualTo(Verdict.Kind.GATE);
        user.set(0, "ann");
        assertThat(walk.next()).isEqualTo(new Verdict.Block(404, "no-ru", "", "", ""));
    }

    /** For rules that only allow and block: an address may be dialled exactly if the rules let that address alone through. */
    @Test
    void neverPermitsAnAddressThatWouldBeRefusedAlone() {
        Random random = new Random(11);
        String[] countries = {"DE", "NL", "RU", "unknown", "private"};
        for (int round = 0; round < 20_000; round++) {
            List<RuleDocument> rules = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                String country = random.nextInt(4) == 0 ? "" : countries[random.nextInt(5)];
                String range = random.nextInt(3) == 0 ? "5." + random.nextInt(3) + ".0.0/16" : "";
                rules.add(rule("r" + i, country, range, random.nextBoolean() ? BLOCK : ALLOW));
            }
            List<Destination> all = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(5); i++) {
                all.add(at("5." + random.nextInt(3) + ".0." + i, countries[random.nextInt(5)]));
            }
            PolicyTable table = table(rules.toArray(RuleDocument[]::new));
            PlacedWalk walk = new PlacedWalk(table, facts(true), CallerFacts.NONE, all, 0);
            Verdict verdict = walk.next();

            List<String> sayings =
                    all.stream().map(each -> reference(rules, each)).toList();
            if (sayings.stream().noneMatch(saying -> saying.startsWith("allow"))) {
                assertThat(verdict.kind()).isEqualTo(Verdict.Kind.BLOCK);
                assertThat(sayings).contains("block " + verdict.rule());
            } else {
                assertThat(verdict.kind()).isEqualTo(Verdict.Kind.ALLOW);
                Set<Destination> permitted = new HashSet<>(walk.destinations());
                for (int i = 0; i < all.size(); i++) {
                    assertThat(permitted.contains(all.get(i)))
                            .isEqualTo(sayings.get(i).equals("allow " + verdict.rule()));
                }
            }
        }
    }

    private static String reference(List<RuleDocument> rules, Destination destination) {
        for (RuleDocument rule : rules) {
            WhenDocument when = rule.when();
            String address = String.valueOf(destination.address());
            boolean inRange = when.destination().isEmpty()
                    || address.startsWith(when.destination().get(0).substring(0, 4));
            boolean inCountry = when.destinationCountry().isEmpty()
                    || when.destinationCountry().contains(destination.country());
            if (inRange && inCountry) {
                return (rule.then().block() ? "block " : "allow ") + rule.name();
            }
        }
        return "allow default";
    }
}
