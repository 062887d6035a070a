package io.sallyport.edge.selftest;

import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.edge.selftest.AnonymityReport.ProbedProfile;
import io.sallyport.edge.selftest.Probes.Probe;
import io.sallyport.edge.selftest.Probes.Surroundings;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/**
 * Sends probes through the forward listeners to an origin of its own, and says what arrives there that tells of a client.
 * One run at a time, with a pause between two, bounded in time. Safe from any thread.
 */
public final class Selftest {
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration LONGEST = Duration.ofSeconds(60);
    /** In which the records of the last probes come. */
    private static final long SETTLE_MILLIS = 300;

    private static final int MACHINE_NAME_MIN = 4;
    /** A machine whose name cannot be looked up is not asked for it for longer. */
    private static final long NAMES_SECONDS = 2;

    private final Vertx vertx;
    private final Clock clock;
    private final SuiteConfig config;
    private final ProbePass pass;
    private final Supplier<Map<String, Integer>> ports;
    private final Supplier<Map<Profile, List<String>>> rules;
    private final AtomicBoolean running = new AtomicBoolean();
    private volatile Instant nextStart = Instant.MIN;

    /**
     * @param ports bound port by listener, asked at each run
     * @param rules names of the rules that give each profile, asked at each run
     */
    public Selftest(
            Vertx vertx,
            Clock clock,
            SuiteConfig config,
            ProbePass pass,
            Supplier<Map<String, Integer>> ports,
            Supplier<Map<Profile, List<String>>> rules) {
        this.vertx = vertx;
        this.clock = clock;
        this.config = config;
        this.pass = pass;
        this.ports = ports;
        this.rules = rules;
    }

    /** Begins a run; {@code null} when one is under way or has just ended. */
    public Future<AnonymityReport> run() {
        if (clock.instant().isBefore(nextStart) || !running.compareAndSet(false, true)) {
            return null;
        }
        Promise<AnonymityReport> report = Promise.promise();
        vertx.getOrCreateContext()
                .runOnContext(go -> EchoOrigin.start(vertx, clock.instant())
                        .compose(echo -> vertx.executeBlocking(Selftest::machineNames)
                                .timeout(NAMES_SECONDS, TimeUnit.SECONDS)
                                .otherwise(Set.of())
                                .compose(machine -> new Run(echo, machine).start())
                                .onComplete(over -> echo.close()))
                        .onComplete(report));
        return report.future().onComplete(over -> {
            pass.revokeAll();
            nextStart = clock.instant().plus(PAUSE);
            running.set(false);
        });
    }

    private static Set<String> machineNames() {
        Set<String> names = new HashSet<>();
        try {
            names.add(InetAddress.getLocalHost().getHostName().toLowerCase(Locale.ROOT));
        } catch (UnknownHostException e) {
            return Set.of(); // a machine without a name has none to leak
        }
        names.removeIf(name -> name.length() < MACHINE_NAME_MIN || name.startsWith("localhost"));
        return names;
    }

    /** Those in force, and those that could be put into force without anybody having to expect less of them. */
    private List<ProbedProfile> profiles() {
        List<ProbedProfile> probed = new ArrayList<>();
        Map<Profile, List<String>> byRule = rules.get();
        for (Profile profile : Profile.values()) {
            List<String> names = byRule.getOrDefault(profile, List.of());
            String because = config.anonymity().profile() == profile ? "anonymity.profile" : "";
            if (!names.isEmpty()) {
                because += (because.isEmpty() ? "" : "; ") + "rules: " + String.join(", ", names);
            }
            if (!because.isEmpty() || profile != Profile.TRANSPARENT) {
                probed.add(new ProbedProfile(profile.name().toLowerCase(Locale.ROOT), because));
            }
        }
        return probed;
    }

    private String resolver() {
        return config.resolver().servers().isEmpty()
                ? "the system's resolver, from this machine"
                : "resolver.servers: " + config.resolver().servers();
    }

    /** One run. Owner: the context that began it. */
    private final class Run {
        private final Instant start = clock.instant();
        private final ProbeClient client = new ProbeClient(vertx);
        private final Findings findings = new Findings();
        private final Surroundings around;
        private final List<ProbedProfile> profiles = profiles();
        private final List<Probes> sets = new ArrayList<>();
        private final List<Pending> pending = new ArrayList<>();
        private final Promise<AnonymityReport> report = Promise.promise();
        private int asked;

        private record Pending(String where, Probe probe) {}

        Run(EchoOrigin echo, Set<String> machine) {
            around = new Surroundings(pass, echo, client, findings, machine);
            for (ListenerConfig listener : config.listeners()) {
                Integer port = ports.get().get(listener.name());
                if (listener.mode().isForward() && port != null) {
                    plan(new Entrance(listener, port));
                } else if (listener.mode().isForward()) {
                    findings.unanswered("listener " + listener.name() + ": it is not open");
                }
            }
        }

        private void plan(Entrance entrance) {
            String name = "listener " + entrance.listener().name();
            if (!entrance.speaksHttp() && !entrance.speaksSocks()) {
                findings.unanswered(name + ": probes speak HTTP/1.1, which it does not serve");
            }
            for (ProbedProfile profile : profiles) {
                Probes probes = new Probes(around, entrance, profile);
                sets.add(probes);
                probes.all().forEach(probe -> pending.add(new Pending(name + ", " + profile.profile(), probe)));
            }
        }

        Future<AnonymityReport> start() {
            next();
            return report.future().onComplete(over -> client.close());
        }

        private void next() {
            boolean late = Duration.between(start, clock.instant()).compareTo(LONGEST) > 0;
            if (asked == pending.size() || late) {
                vertx.setTimer(SETTLE_MILLIS, settled -> finish(!late));
                return;
            }
            Pending one = pending.get(asked++);
            one.probe().step().run(one.probe().name()).onComplete(over -> {
                if (over.failed()) {
                    findings.unanswered(one.where() + ", " + one.probe().name() + ": "
                            + over.cause().getMessage());
                }
                next();
            });
        }

        private void finish(boolean inTime) {
            sets.forEach(Probes::records);
            report.complete(new AnonymityReport(
                    start,
                    Duration.between(start, clock.instant()).toMillis(),
                    profiles,
                    resolver(),
                    asked,
                    inTime,
                    findings.leaks(),
                    findings.unanswered()));
        }
    }
}
