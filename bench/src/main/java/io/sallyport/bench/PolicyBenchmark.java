package io.sallyport.bench;

import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.list.NameSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * One verdict of a table with ten rules, the last of which asks a list of that many names.
 *
 * <p>Hosts differ from call to call (a power of two of them, in turn), so that neither a branch predictor nor a cache
 * line learns the one answer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class PolicyBenchmark {
    private static final int HOSTS = 4096;

    @Param({"5000000"})
    private int names;

    private PolicyTable table;
    private RequestFacts[] listed;
    private RequestFacts[] unlisted;
    private int next;

    @Setup
    public void compile() {
        Iterable<String> everyName =
                () -> IntStream.range(0, names).mapToObj(PolicyBenchmark::name).iterator();
        table = PolicyTable.compile(document(), Map.of("blocked", NameSet.of(everyName)));
        listed = requests("www.", HOSTS);
        unlisted = IntStream.range(0, HOSTS)
                .mapToObj(i -> Requests.get("www.host" + i + ".fine.example", "/"))
                .toArray(RequestFacts[]::new);
    }

    @Benchmark
    public Verdict blockedByList() {
        return table.decide(listed[next++ & (HOSTS - 1)]);
    }

    @Benchmark
    public Verdict allowedByDefault() {
        return table.decide(unlisted[next++ & (HOSTS - 1)]);
    }

    private RequestFacts[] requests(String prefix, int count) {
        long step = names / count;
        return IntStream.range(0, count)
                .mapToObj(i -> Requests.get(prefix + name((int) (i * step)), "/"))
                .toArray(RequestFacts[]::new);
    }

    private static String name(int number) {
        return "n" + number + ".tracker" + number % 977 + ".example";
    }

    private static PoliciesDocument document() {
        List<RuleDocument> rules = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            rules.add(block(
                    "site-" + i,
                    new WhenDocument(
                            List.of("*.bad" + i + ".example"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)));
            rules.add(block(
                    "range-" + i,
                    new WhenDocument(
                            null,
                            null,
                            List.of("10." + i + ".0.0/16"),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)));
            rules.add(block(
                    "other-" + i,
                    new WhenDocument(
                            null, null, null, List.of("egress" + i), null, null, null, null, null, null, null)));
        }
        rules.add(block(
                "listed",
                new WhenDocument(null, List.of("blocked"), null, null, null, null, null, null, null, null, null)));
        List<ListDocument> lists = List.of(new ListDocument("blocked", "blocked.txt", ListDocument.Format.DOMAINS));
        return new PoliciesDocument(lists, rules, DefaultAction.ALLOW);
    }

    private static RuleDocument block(String name, WhenDocument when) {
        return new RuleDocument(name, when, ThenDocument.parse("block"), null, null, null, null);
    }
}
