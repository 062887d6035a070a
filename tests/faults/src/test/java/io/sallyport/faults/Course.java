package io.sallyport.faults;

import io.sallyport.faults.load.Kind;
import io.sallyport.faults.load.Latencies;
import io.sallyport.faults.load.Load;
import io.sallyport.faults.load.Sample;
import io.sallyport.faults.load.Traffic;
import io.sallyport.faults.stack.Await;
import io.sallyport.faults.stack.Member;
import io.sallyport.faults.stack.Part;
import io.sallyport.faults.stack.Stack;
import io.sallyport.faults.stack.Status;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;

/** Runs cases on a stack, one after the other. */
final class Course {
    /** For a whole suite to come back: its own bounds are at most 25 s, the rest is for machines that do much else. */
    private static final Duration HEALS = Duration.ofSeconds(180);

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final Duration WARM_ROUND = Duration.ofSeconds(3);
    private static final int WARM_ROUNDS = 20;
    private static final int WARM_MILLIS = 500;

    private final Stack stack;
    private final int rate;
    private int run;

    /** @param rate requests a second */
    Course(Stack stack, int rate) {
        this.stack = stack;
        this.rate = rate;
    }

    /**
     * Sends requests until all of a while are answered well, so that no case is about JVMs that have just begun: they answer late, and
     * refuse what would wait too long.
     */
    void warmUp(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < WARM_ROUNDS; i++) {
            Load load = Load.start(traffic("warm-" + i), random.nextLong());
            Await.pass(WARM_ROUND);
            List<Sample> samples = load.stop();
            boolean allRight = samples.stream().allMatch(Sample::isRight);
            if (allRight && Latencies.of(samples).millis(0.99) < WARM_MILLIS) {
                return;
            }
        }
    }

    /** From a whole suite to a whole suite. */
    Verdict run(FaultCase fault, long seed) throws Exception {
        Random random = new Random(seed);
        begin(random.nextLong());
        Scene scene = new Scene(stack, random);
        String agent = fault.name() + "-" + run++;
        long droppedBefore = figure("recordsDropped");
        Load load = Load.start(traffic(agent), random.nextLong());
        boolean repaired = false;
        try {
            Await.pass(Duration.ofMillis(600 + random.nextInt(600)));
            long struck = System.nanoTime();
            fault.strike().on(scene);
            Await.pass(scaled(fault.hold(), random));
            fault.held().on(scene);
            long ended = System.nanoTime();
            fault.repair().on(scene);
            repaired = true;
            stack.awaitHealthy(HEALS);
            long healed = System.nanoTime();
            Await.pass(Duration.ofSeconds(1));
            fault.proof().on(scene);
            List<Sample> samples = load.stop();
            Tally tally = tally(agent, samples, droppedBefore);
            return new Verdict(fault, samples, struck, ended, healed, tally, scene);
        } finally {
            load.stop();
            if (!repaired) {
                fault.repair().on(scene); // the next case begins with a suite that is whole
            }
        }
    }

    /** Under load as well: a server that an edge left out comes back by requests. */
    private void begin(long seed) {
        Load load = Load.start(traffic("before-" + run), seed);
        try {
            stack.awaitHealthy(HEALS);
        } finally {
            load.stop();
        }
    }

    private Traffic traffic(String agent) {
        return new Traffic(
                stack.of(Part.EDGE).stream().map(Member::web).toList(),
                stack.of(Part.EDGE).stream().map(Member::egress).toList(),
                stack.of(Part.EDGE).stream().map(Member::safe).toList(),
                stack.toOpen().port(),
                agent,
                rate,
                List.of(Kind.values()),
                PATIENCE);
    }

    private static Duration scaled(Duration time, Random random) {
        return Duration.ofMillis((long) (time.toMillis() * (0.8 + 0.4 * random.nextDouble())));
    }

    private Tally tally(String agent, List<Sample> samples, long droppedBefore) {
        long answered = samples.stream()
                .filter(sample -> sample.isRight() || sample.detail().startsWith("status"))
                .count();
        Await.nothing("records wait", HEALS, () -> {
            long waiting = figure("recordsWaiting");
            return waiting == 0 ? Optional.empty() : Optional.of(waiting + " records");
        });
        long dropped = figure("recordsDropped") - droppedBefore;
        long records = settledRecords(agent, answered);
        long twice = samples.stream()
                .filter(sample -> sample.kind() == Kind.POST)
                .filter(sample -> stack.allOrigins().stream()
                                .mapToInt(origin -> origin.posts(sample.target()))
                                .sum()
                        > 1)
                .count();
        return new Tally(answered, samples.stream().mapToLong(Sample::sendings).sum(), records, dropped, twice);
    }

    /** The number of records, once it is what it should be or does not grow any more. */
    private long settledRecords(String agent, long wanted) {
        long before = -1;
        long now = records(agent);
        for (int i = 0; i < 20 && now < wanted && now != before; i++) {
            Await.pass(Duration.ofMillis(500 + 200L * i));
            before = now;
            now = records(agent);
        }
        return now;
    }

    /** Collectors are found by the bus, which may have something to do still: asked until they answer. */
    private long records(String agent) {
        String where = URLEncoder.encode("userAgent=\"" + agent + "\"", StandardCharsets.UTF_8);
        AtomicReference<JsonObject> answer = new AtomicReference<>();
        Await.nothing("collectors cannot be asked", HEALS, () -> {
            RawResponse said = stack.status().call("GET", "/v1/logs/stats?by=listener&where=" + where, "");
            if (said.status() == 200) {
                answer.set(new JsonObject(said.bodyText()));
            }
            return said.status() == 200 ? Optional.empty() : Optional.of(said.bodyText());
        });
        JsonObject stats = answer.get();
        return Status.objects(stats.getJsonArray("groups")).stream()
                .mapToLong(group -> group.getLong("count"))
                .sum();
    }

    private long figure(String name) {
        return Status.objects(stack.status().json("/v1/status").getJsonArray("services")).stream()
                .filter(each -> each.getString("service").equals("edge-proxy"))
                .mapToLong(each -> each.getJsonObject("figures").getLong(name, 0L))
                .sum();
    }
}
