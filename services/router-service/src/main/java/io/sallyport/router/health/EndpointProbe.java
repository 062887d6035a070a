package io.sallyport.router.health;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Probes one endpoint: a round asks for health, then, unless that failed, for the version; the next round begins an interval
 * after the end of the last, give or take a tenth. Runs on one context.
 */
final class EndpointProbe {
    private record Round(boolean success, String reason, Optional<String> version) {}

    private final ProbeTools tools;
    private final Runnable changed;
    private ProbeTarget target;
    private ProbeState state;
    private String version;
    private String reason = "not probed yet";
    private Instant checkedAt;
    private long timer = -1;
    private boolean asking;
    private boolean stopped;

    /**
     * A probe that does not run yet.
     *
     * @param before  what was last known of the endpoint; {@code null} when nothing is
     * @param changed told after each change of state or version
     */
    EndpointProbe(ProbeTools tools, ProbeTarget target, @Nullable EndpointHealth before, Runnable changed) {
        this.tools = tools;
        this.changed = changed;
        this.target = target;
        Instant now = tools.clock().instant();
        this.checkedAt = before == null ? now : before.checkedAt();
        this.state = before == null || target.health().isEmpty()
                ? ProbeState.unknown(now)
                : ProbeState.of(before.state(), before.since());
        this.version =
                before == null || target.info().isEmpty() ? target.endpoint().version() : before.version();
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
        if (next.health().isEmpty()) {
            state = ProbeState.unknown(state.since());
        }
        if (next.info().isEmpty()) {
            version = next.endpoint().version();
        }
        tools.vertx().cancelTimer(timer);
        if (!asking) {
            start();
        }
    }

    EndpointHealth health() {
        return new EndpointHealth(
                target.cluster(),
                target.endpoint().url(),
                state.state(),
                version,
                target.health().isPresent() ? reason : "not probed",
                state.since(),
                checkedAt);
    }

    private void schedule(double intervals) {
        if (!stopped && target.isProbed()) {
            long millis = Math.max(1, Math.round(target.interval().toMillis() * intervals));
            timer = tools.vertx().setTimer(millis, id -> round());
        }
    }

    private void round() {
        ProbeTarget asked = target;
        asking = true;
        check(asked).compose(round -> discover(asked, round)).onSuccess(round -> {
            asking = false;
            if (!stopped) {
                settle(round);
                schedule(0.9 + 0.2 * tools.random().nextDouble());
            }
        });
    }

    private Future<Round> check(ProbeTarget asked) {
        if (asked.health().isEmpty()) {
            return Future.succeededFuture(new Round(true, "not probed", Optional.empty()));
        }
        HealthDocument health = asked.health().get();
        Duration timeout = health.timeout();
        return tools.client()
                .get(asked.endpoint(), health.path(), timeout)
                .map(answer ->
                        new Round(answer.isSuccess(), answer.status() + " from " + health.path(), Optional.empty()))
                .otherwise(failure -> new Round(false, ProbeFailure.reason(failure, timeout), Optional.empty()));
    }

    /** A version that cannot be read leaves the one that was read before: the server did not change by not answering. */
    private Future<Round> discover(ProbeTarget asked, Round round) {
        if (!round.success() || asked.info().isEmpty()) {
            return Future.succeededFuture(round);
        }
        InfoDocument info = asked.info().get();
        return tools.client()
                .get(asked.endpoint(), info.path(), asked.timeout())
                .map(answer -> VersionPointer.find(answer, info.pointer()))
                .otherwise(Optional.empty())
                .map(found -> new Round(true, round.reason(), found));
    }

    private void settle(Round round) {
        checkedAt = tools.clock().instant();
        reason = round.reason();
        EndpointHealth.State before = state.state();
        String versionBefore = version;
        target.health().ifPresent(health -> {
            (round.success() ? tools.succeeded() : tools.failed()).increment();
            state = state.after(round.success(), health.rise(), health.fall(), checkedAt);
        });
        if (target.info().isPresent()) {
            version = round.version().orElse(version);
        }
        if (before != state.state() || !version.equals(versionBefore)) {
            changed.run();
        }
    }
}
