package io.sallyport.policy.engine.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.policy.engine.CallerFacts;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Replay.Terms TERMS = new Replay.Terms(1, 0, 3);
    private static final String[] HOSTS = {"a.test", "b.test", "ads.test", "x.ads.test", "93.184.216.9"};
    private static final String[] CLIENTS = {"10.0.0.1", "10.0.1.1", "8.8.8.8", "9.9.9.9"};
    private static final String[] COUNTRIES = {"DE", "NL", "unknown"};
    private static final String[] USERS = {"ann", "bob"};

    @SafeVarargs
    private static <T> List<T> some(Random random, double share, T... all) {
        List<T> some = new ArrayList<>();
        if (random.nextDouble() < share) {
            some.add(all[random.nextInt(all.length)]);
        }
        return some;
    }

    private static RuleDocument rule(Random random, String name) {
        WhenDocument when = new WhenDocument(
                some(random, 0.3, "a.test", "*.ads.test", "93.184.216.9"),
                some(random, 0.2, "ads"),
                some(random, 0.3, "10.0.0.0/24", "8.8.8.0/24"),
                null,
                some(random, 0.2, "GET", "CONNECT"),
                null,
                some(random, 0.2, "/admin"),
                null,
                some(random, 0.2, COUNTRIES),
                some(random, 0.2, USERS),
                some(random, 0.2, "staff", "guests"),
                null,
                some(random, 0.2, COUNTRIES),
                some(random, 0.2, "93.184.216.0/28"),
                null);
        Mode mode = random.nextInt(5) == 0 ? Mode.REPORT : Mode.ENFORCE;
        return new RuleDocument(name, when, then(random), null, null, null, mode);
    }

    private static ThenDocument then(Random random) {
        return switch (random.nextInt(6)) {
            case 0, 1 -> ThenDocument.parse("allow");
            case 2 ->
                ThenDocument.limit(new LimitDocument(Rate.parse((1 + random.nextInt(3)) + "/s"), null, null, null));
            case 3 -> ThenDocument.require(login(random));
            default -> ThenDocument.parse("block");
        };
    }

    private static RequireDocument login(Random random) {
        return new RequireDocument(
                Optional.of(new RequireDocument.BasicDocument("users" + random.nextInt(2) + ".txt")),
                null,
                null,
                null,
                null,
                null,
                false,
                null);
    }

    private static PoliciesDocument document(Random random) {
        List<RuleDocument> rules = new ArrayList<>();
        int count = random.nextInt(7);
        for (int i = 0; i < count; i++) {
            rules.add(rule(random, "r" + i));
        }
        return new PoliciesDocument(List.of(), rules, random.nextBoolean() ? DefaultAction.ALLOW : DefaultAction.BLOCK);
    }

    /** The same with some rules dropped, added, moved or changed. */
    private static PoliciesDocument edited(Random random, PoliciesDocument document) {
        List<RuleDocument> rules = new ArrayList<>(document.rules());
        for (int edits = 1 + random.nextInt(2); edits > 0; edits--) {
            int at = rules.isEmpty() ? 0 : random.nextInt(rules.size());
            switch (random.nextInt(4)) {
                case 0 -> rules.add(at, rule(random, "n" + edits));
                case 1 -> {
                    if (!rules.isEmpty()) {
                        rules.remove(at);
                    }
                }
                case 2 -> {
                    if (!rules.isEmpty()) {
                        rules.set(at, rule(random, rules.get(at).name()));
                    }
                }
                default -> {
                    if (!rules.isEmpty()) {
                        rules.add(rules.remove(at));
                    }
                }
            }
        }
        return new PoliciesDocument(List.of(), rules, document.fallback());
    }

    @SafeVarargs
    private static <T> T one(Random random, T... all) {
        return all[random.nextInt(all.length)];
    }

    private static Truth request(Random random, long id) {
        boolean forward = random.nextInt(4) > 0;
        boolean tunnel = forward && random.nextInt(3) == 0;
        String host = one(random, HOSTS);
        String client = one(random, CLIENTS);
        return new Truth(
                id,
                forward,
                tunnel ? "CONNECT" : one(random, "GET", "POST"),
                tunnel ? "" : "http",
                host,
                tunnel ? "" : one(random, "/", "/admin", "/admin/x"),
                client,
                client.startsWith("10.") ? CallerFacts.PRIVATE : one(random, COUNTRIES),
                one(random, USERS),
                List.of(one(random, "staff", "guests")),
                host.startsWith("93") ? host : one(random, "93.184.216.1", "93.184.216.77"),
                one(random, COUNTRIES),
                random.nextInt(4) == 0);
    }

    private static Replay replay(PoliciesDocument running, PoliciesDocument draft) {
        return new Replay(new Replay.Policy(running, Truth.LISTS), new Replay.Policy(draft, Truth.LISTS), TERMS);
    }

    @Test
    void findsNoDifferenceBetweenAPolicyAndItself() {
        Random random = new Random(20261126);
        for (int round = 0; round < 300; round++) {
            PoliciesDocument document = document(random);
            Replay replay = replay(document, document);
            for (int i = 1; i <= 30; i++) {
                replay.add(request(random, i).record(document));
            }

            assertThat(replay.report().changes()).isEqualTo(Map.of(Change.UNCHANGED, 30L));
            assertThat(replay.report().groups()).isEmpty();
            assertThat(replay.report().recordedOther()).isZero();
        }
    }

    @Test
    void saysNothingThatWouldNotHappen() {
        Random random = new Random(20261127);
        long decided = 0;
        long differing = 0;
        long all = 0;
        for (int round = 0; round < 1_500; round++) {
            PoliciesDocument running = document(random);
            PoliciesDocument draft = edited(random, running);
            for (int i = 1; i <= 10; i++) {
                Truth truth = request(random, i);
                Replay replay = replay(running, draft);
                replay.add(truth.record(running));
                Change change = replay.report().changes().keySet().iterator().next();
                boolean before = truth.under(running).refused();
                boolean after = truth.under(draft).refused();
                all++;
                if (change != Change.UNDECIDABLE) {
                    decided++;
                    differing += before == after ? 0 : 1;
                    Change expected = before == after ? change : after ? Change.NEWLY_REFUSED : Change.NEWLY_ALLOWED;
                    assertThat(change).as("%s%n%s%n%s", truth, running, draft).isEqualTo(expected);
                    if (before == after) {
                        assertThat(change).isIn(Change.UNCHANGED, Change.OTHER_RULE);
                    }
                }
            }
        }
        assertThat(decided).as("most can be decided").isGreaterThan(all * 8 / 10);
        assertThat(differing).as("and the edits matter").isGreaterThan(all / 50);
    }

    @Test
    void groupsWhatChangesByRulesAndSitesWithExamples() {
        PoliciesDocument running = new PoliciesDocument(List.of(), List.of(), DefaultAction.ALLOW);
        RuleDocument block = new RuleDocument(
                "no-a",
                new WhenDocument(List.of("a.test"), null, null, null, null, null, null, null, null, null, null),
                ThenDocument.parse("block"),
                403,
                null,
                null,
                null);
        PoliciesDocument draft = new PoliciesDocument(List.of(), List.of(block), DefaultAction.ALLOW);
        Replay replay = replay(running, draft);
        for (int i = 1; i <= 10; i++) {
            replay.add(new Truth(
                            i,
                            true,
                            "GET",
                            "http",
                            i <= 6 ? "a.test" : "b.test",
                            "/x",
                            "10.0.0.1",
                            "DE",
                            "ann",
                            List.of(),
                            "93.184.216.1",
                            "NL",
                            false)
                    .record(running));
        }

        ReplayReport report = replay.report();

        assertThat(report.requests()).isEqualTo(10);
        assertThat(report.changes()).isEqualTo(Map.of(Change.NEWLY_REFUSED, 6L, Change.UNCHANGED, 4L));
        ReplayReport.Group group = report.groups().get(0);
        assertThat(group.before()).isEqualTo("default (allow)");
        assertThat(group.after()).isEqualTo("no-a (block 403)");
        assertThat(group.sites()).extracting("name").containsExactly("a.test");
        assertThat(group.examples()).hasSize(3);
        assertThat(group.examples().get(0).url()).isEqualTo("http://a.test/x");
        assertThat(report.from()).isEqualTo("1970-01-01T00:00:01Z");
    }

    @Test
    void saysWhatARecordDoesNotTell() {
        RuleDocument group = new RuleDocument(
                "staff-only",
                new WhenDocument(null, null, List.of("10.0.0.0/8"), null, null, null, null, null, null, null, null),
                ThenDocument.parse("block"),
                null,
                null,
                null,
                null);
        PoliciesDocument running = new PoliciesDocument(List.of(), List.of(), DefaultAction.ALLOW);
        Replay replay = replay(running, new PoliciesDocument(List.of(), List.of(group), DefaultAction.ALLOW));
        AccessRecord anonymous = new Truth(
                        1,
                        true,
                        "GET",
                        "http",
                        "a.test",
                        "/x",
                        "10.0.0.1",
                        "DE",
                        "ann",
                        List.of(),
                        "93.184.216.1",
                        "NL",
                        true)
                .record(running);

        replay.add(anonymous);

        assertThat(replay.report().changes()).isEqualTo(Map.of(Change.UNDECIDABLE, 1L));
        assertThat(replay.report().undecidable()).isEqualTo(Map.of(Unknown.CLIENT, 1L));
        assertThat(replay.report().groups().get(0).after()).isEqualTo("staff-only (block 404) or default (allow)");
    }

    @Test
    void knowsOfLoginsOfListenersWhateverThePolicyWas() {
        RuleDocument login = new RuleDocument(
                "auth-egress", null, ThenDocument.require(login(new Random(1))), null, null, null, null);
        RuleDocument block = new RuleDocument("all", null, ThenDocument.parse("block"), null, null, null, null);
        PoliciesDocument running = new PoliciesDocument(List.of(), List.of(login), DefaultAction.ALLOW);
        PoliciesDocument draft = new PoliciesDocument(List.of(), List.of(login, block), DefaultAction.ALLOW);
        Replay replay = new Replay(
                new Replay.Policy(running, Truth.LISTS),
                new Replay.Policy(draft, Truth.LISTS),
                new Replay.Terms(1_000, 1, 3));
        for (int i = 1; i <= 20; i++) {
            replay.add(request(new Random(i), i).record(running));
        }

        long refused = replay.report().changes().get(Change.NEWLY_REFUSED);
        assertThat(refused).isBetween(1L, 19L);
        assertThat(replay.report().changes().get(Change.UNCHANGED)).isEqualTo(20 - refused);
    }
}
