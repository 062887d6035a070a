package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.wire.Wire;
import io.sallyport.routing.balance.Asking;
import io.sallyport.routing.balance.Balancer;
import io.sallyport.routing.balance.HashKey;
import io.sallyport.routing.balance.Pick;
import io.sallyport.routing.balance.TrackBalance;
import io.sallyport.routing.circuit.Verdict;
import io.sallyport.routing.engine.EndpointLimits;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.RetryRules;
import io.sallyport.routing.engine.Track;
import io.vertx.core.http.HttpHeaders;
import java.util.ArrayList;
import java.util.List;

/**
 * The balancer's endpoints for a routed exchange, each at most once, and what their answers say of them. Owner: the
 * loop's thread.
 */
final class EndpointChoice implements OriginChoice, Asking {
    private static final Problem NONE_HEALTHY =
            Problem.of(Outcome.NO_HEALTHY_ENDPOINT, OutcomeText.of(Outcome.NO_HEALTHY_ENDPOINT));
    private static final Problem ALL_FULL =
            Problem.of(Outcome.OVERLOADED, "Every server has as many requests as it may have.");
    private static final String RETRY_SECONDS = "1";

    private final Exchange exchange;
    private final Track track;
    private final TrackBalance balance;
    private final BalanceFigures figures;
    /** The endpoint tried last; {@code null} before the first. */
    private Pick.Chosen current;
    /** Those tried before it; {@code null} for none. */
    private List<EndpointView> earlier;

    private long sentNanos;
    private int status;
    private boolean open;
    private boolean onTrial;
    private boolean trialFailed;
    private boolean spent;
    private boolean full;
    private boolean harmless;

    EndpointChoice(Exchange exchange, TrackBalance balance, BalanceFigures figures) {
        this.exchange = exchange;
        this.track = exchange.route().track();
        this.balance = balance;
        this.figures = figures;
    }

    private RetryRules retry() {
        return exchange.route().route().retry();
    }

    @Override
    public int attempts() {
        return retry().attempts();
    }

    @Override
    public long tryNanos() {
        return retry().tryNanos();
    }

    @Override
    public boolean repeats(int answered) {
        // A trial that fails is the edge's own risk and not the client's.
        return trialFailed || retry().repeats(answered);
    }

    @Override
    public EndpointLimits limits() {
        return track.rules().limits();
    }

    @Override
    public Origin next() {
        long now = exchange.loop().clock().nanos();
        Pick pick = Balancer.pick(track, balance, this, now);
        if (!(pick instanceof Pick.Chosen chosen)) {
            full = pick.kind() == Pick.Kind.ALL_FULL;
            return null;
        }
        if (current == null) {
            balance.budget().began(now);
        } else if (!repeatAllowed(now)) {
            giveBack(chosen, now);
            return null;
        }
        take(chosen, now);
        EndpointView endpoint = chosen.endpoint();
        Wire wire = exchange.snapshots().wires().of(endpoint.transport());
        return new Origin(
                endpoint.host(),
                endpoint.port(),
                limits().ofConnections() ? endpoint.cluster() : "",
                wire,
                Announcement.of(exchange, wire));
    }

    /** Passing over an endpoint that is full adds no load, so the budget does not count it. */
    private boolean repeatAllowed(long now) {
        spent = !harmless && !balance.budget().take(retry().budget(), now);
        if (spent) {
            figures.budgetSpent(cluster());
        } else if (!harmless) {
            figures.repeated(cluster());
        }
        return !spent;
    }

    private void giveBack(Pick.Chosen chosen, long now) {
        if (chosen.trial()) {
            chosen.load().tried(Verdict.NONE, track.rules().ejection(), now);
        }
    }

    private void take(Pick.Chosen chosen, long now) {
        if (current != null) {
            close(Verdict.ofStatus(status), now);
            earlier = earlier == null ? new ArrayList<>(2) : earlier;
            earlier.add(current.endpoint());
        }
        current = chosen;
        begin(chosen.trial(), now);
        exchange.sentTo(chosen.endpoint());
    }

    private void begin(boolean trial, long now) {
        open = true;
        onTrial = trial;
        trialFailed = false;
        harmless = false;
        status = 0;
        sentNanos = now;
        current.load().began();
    }

    @Override
    public void again() {
        begin(false, exchange.loop().clock().nanos());
    }

    @Override
    public void answered(int answer) {
        long now = exchange.loop().clock().nanos();
        status = answer;
        current.load().answered(now - sentNanos, now);
        if (onTrial) {
            onTrial = false;
            trialFailed = Verdict.ofStatus(answer) == Verdict.BAD;
            current.load().tried(Verdict.ofStatus(answer), track.rules().ejection(), now);
        }
    }

    @Override
    public void failed(Outcome outcome, boolean idle) {
        harmless = outcome == Outcome.OVERLOADED;
        boolean excused = idle && outcome == Outcome.ORIGIN_CLOSED;
        close(
                excused ? Verdict.NONE : Verdict.of(outcome, status),
                exchange.loop().clock().nanos());
    }

    @Override
    public void ended(Outcome outcome) {
        if (open) {
            close(Verdict.of(outcome, status), exchange.loop().clock().nanos());
        }
    }

    private void close(Verdict verdict, long now) {
        if (!open) {
            return;
        }
        open = false;
        current.load().ended();
        if (onTrial) {
            onTrial = false;
            current.load().tried(verdict, track.rules().ejection(), now);
        } else {
            int endpoints = exchange.route().cluster().endpoints().size();
            current.load().judged(verdict, track.rules().ejection(), endpoints, now);
        }
    }

    @Override
    public Problem exhausted() {
        return full ? overloaded(ALL_FULL) : NONE_HEALTHY;
    }

    @Override
    public Problem explained(Problem last) {
        if (last.outcome() == Outcome.OVERLOADED) {
            return overloaded(last);
        }
        return spent
                ? new Problem(
                        last.outcome(),
                        last.status(),
                        last.detail() + " The request was not repeated: too many are being repeated.",
                        last.rule(),
                        last.reference())
                : last;
    }

    private Problem overloaded(Problem problem) {
        figures.full(cluster());
        exchange.passport().answer(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        return problem;
    }

    private String cluster() {
        return exchange.route().cluster().name();
    }

    @Override
    public long hash() {
        return track.rules().balance() == Balance.RING_HASH
                ? HashKey.of(exchange.facts(), track.rules().hash())
                : 0;
    }

    @Override
    public boolean isRepeatable() {
        // Of a connection that is passed on unread nothing is sent before an endpoint has accepted it.
        boolean nothingSent = exchange.listener().plain();
        return current == null && (nothingSent || RequestBody.of(exchange, 0).mayRepeat());
    }

    @Override
    public boolean tried(EndpointView endpoint) {
        return current != null && (isSame(endpoint, current.endpoint()) || earlier != null && triedEarlier(endpoint));
    }

    private boolean triedEarlier(EndpointView endpoint) {
        for (EndpointView each : earlier) {
            if (isSame(endpoint, each)) {
                return true;
            }
        }
        return false;
    }

    /** Whether they are one endpoint, though its health may have changed between two tries. */
    private static boolean isSame(EndpointView one, EndpointView other) {
        return one == other || one.url().equals(other.url());
    }
}
