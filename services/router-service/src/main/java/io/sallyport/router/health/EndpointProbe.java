package io.sallyport.router.health;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.router.health.BuildReader.Build;
import io.sallyport.router.health.Expectation.Verdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * Probes one endpoint: a round asks for health, then, unless that failed, for the version; the next round begins an interval
 * after the end of the last, give or take the jitter. Runs on one context.
 */
final class EndpointProbe {
    /** @param link empty when nothing new is known */
    private record Round(boolean success, String reason, Build build, Optional<ServerLink> link) {}

    private final ProbeTools tools;
    private final Runnable changed;
    private ProbeTarget target;
    private @Nullable Expectation expectation;
    private ProbeState state;
    private Identity identity;
    private Optional<ServerLink> link;
    private String reason = "not probed yet";
    private Instant checkedAt;
    private long timer = -1;
    private boolean asking;
    private boolean stopped;

    /**
     * A probe that does not run yet.
     *
     * @param before  what was last known of the endpoint; {@code null} when nothing is
     * @param changed told after each change of state, version or facts
     */
    EndpointProbe(ProbeTools tools, ProbeTarget target, @Nullable EndpointHealth before, Runnable changed) {
        this.tools = tools;
        this.changed = changed;
        this.target = target;
        this.expectation = target.health().map(Expectation::new).orElse(null);
        Instant now = tools.clock().instant();
        this.checkedAt = before == null ? now : before.checkedAt();
        this.link = before == null ? Optional.empty() : before.link();
        this.state = before == null || target.health().isEmpty()
                ? ProbeState.unknown(now)
                : ProbeState.of(before.state(), before.since());
        this.identity = before == null || target.info().isEmpty()
                ? Identity.labelled(target.endpoint().version())
                : Identity.of(before).withLabel(target.endpoint().version());
    }

    /** The first round comes soon, but not in step with those of the other endpoints. */
    void start() {
        schedule(tools.random().nextDouble() * 0.1);
    }

    void stop() {
        stopped = true;
        tools.vertx().cancelTimer(timer);
    }

    /** Goes on with other settings. What is known of the endpoint stays known, unless it is not probed for any more. */
    void retarget(ProbeTarget next) {
        if (next.equals(target)) {
            return;
        }
        target = next;
        expectation = next.health().map(Expectation::new).orElse(null);
        if (next.health().isEmpty()) {
            state = ProbeState.unknown(state.since());
        }
        String label = next.endpoint().version();
        identity = next.info().isEmpty() ? Identity.labelled(label) : identity.withLabel(label);
        tools.vertx().cancelTimer(timer);
        if (!asking) {
            start();
        }
    }

    /** Whether the version is the server's word, or a label where no word is asked for. */
    boolean isVersionSure() {
        return identity.discovered() || target.info().isEmpty();
    }

    EndpointHealth health() {
        return new EndpointHealth(
                target.cluster(),
                target.endpoint().url(),
                state.state(),
                identity.version(),
                target.health().isPresent() ? reason : "not probed",
                state.since(),
                checkedAt,
                identity.discovered(),
                identity.facts(),
                link);
    }

    private void schedule(double intervals) {
        if (!stopped && target.isProbed()) {
            long millis = Math.max(1, Math.round(target.pace().interval().toMillis() * intervals));
            timer = tools.vertx().setTimer(millis, id -> round());
        }
    }

    private void round() {
        ProbeTarget asked = target;
        asking = true;
        check(asked, expectation).onSuccess(round -> {
            asking = false;
            if (!stopped) {
                settle(round);
                double jitter = target.pace().jitter().value();
                schedule(1 - jitter + 2 * jitter * tools.random().nextDouble());
            }
        });
    }

    /** Never fails. */
    private Future<Round> check(ProbeTarget asked, @Nullable Expectation expected) {
        if (asked.health().isEmpty() || expected == null) {
            return discover(asked, "not probed", Optional.empty());
        }
        HealthDocument health = asked.health().get();
        Duration timeout = health.timeout();
        return tools.client()
                .get(asked, health.path(), timeout)
                .compose(
                        answer -> answered(asked, answer, expected.judge(answer)),
                        failure -> refused(asked, failure, timeout)
                                .map(seen ->
                                        new Round(false, ProbeFailure.reason(failure, timeout), Build.NONE, seen)));
    }

    /** What a failure tells of the endpoint: where the handshake is to blame, the certificate that was not trusted. */
    private Future<Optional<ServerLink>> refused(ProbeTarget asked, Throwable failure, Duration timeout) {
        if (!(failure instanceof SSLException)) {
            return Future.succeededFuture(Optional.empty());
        }
        String why = ProbeFailure.reason(failure, timeout);
        return tools.client()
                .look(asked, timeout)
                .map(seen -> Optional.of(ProbeLink.refused(seen, why)))
                .otherwise(Optional.empty());
    }

    private Future<Round> answered(ProbeTarget asked, ProbeAnswer answer, Verdict verdict) {
        if (!verdict.success()) {
            return Future.succeededFuture(new Round(false, verdict.reason(), Build.NONE, Optional.of(answer.link())));
        }
        boolean sameQuestion = asked.info().isPresent()
                && asked.info().get().path().equals(asked.pace().path());
        if (sameQuestion) {
            Build build = BuildReader.read(answer, asked.info().get());
            return Future.succeededFuture(new Round(true, verdict.reason(), build, Optional.of(answer.link())));
        }
        return discover(asked, verdict.reason(), Optional.of(answer.link()));
    }

    /** @param known how the endpoint has spoken in this round already */
    private Future<Round> discover(ProbeTarget asked, String reason, Optional<ServerLink> known) {
        if (asked.info().isEmpty()) {
            return Future.succeededFuture(new Round(true, reason, Build.NONE, known));
        }
        InfoDocument info = asked.info().get();
        return tools.client()
                .get(asked, info.path(), asked.timeout())
                .compose(
                        answer -> Future.succeededFuture(
                                new Round(true, reason, BuildReader.read(answer, info), Optional.of(answer.link()))),
                        failure -> refused(asked, failure, asked.timeout())
                                .map(seen -> new Round(true, reason, Build.NONE, seen.or(() -> known))));
    }

    private void settle(Round round) {
        checkedAt = tools.clock().instant();
        reason = round.reason();
        link = round.link().or(() -> link);
        State stateBefore = state.state();
        Identity identityBefore = identity;
        target.health().ifPresent(health -> {
            (round.success() ? tools.succeeded() : tools.failed()).increment();
            state = state.after(round.success(), health.rise(), health.fall(), checkedAt);
        });
        if (target.info().isPresent()) {
            identity = identity.after(round.build());
        }
        if (stateBefore != state.state() || !identity.equals(identityBefore)) {
            changed.run();
        }
    }
}
