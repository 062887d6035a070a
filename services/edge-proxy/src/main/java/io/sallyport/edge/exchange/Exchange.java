package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.answer.UpstreamAnswer;
import io.sallyport.edge.client.ClientConnection;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.problem.Problem;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.DialRules;
import io.sallyport.policy.engine.Verdict;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * One request with its response: where it stands in the chain of filters, until when it must be over, and how it ends. What is
 * known of it lies in its parts: who asks ({@link ClientSide}) and for what ({@link RequestSide}), what the cache has found
 * ({@link CacheSide}) and gates ({@link Passport}), what passes to and fro ({@link Transfer}). Captures one set of snapshots at
 * its start and keeps it. Owner: the event loop of the client's connection.
 */
public final class Exchange extends CacheSide implements CallerFacts {
    private final Loop loop;
    private final HttpServerRequest request;
    private final SnapshotSet snapshots;
    private final long startNanos;

    private final Passport passport = new Passport(this);
    private final Transfer transfer = new Transfer(this);
    private DialRules dial = DialRules.NONE;
    private String rule = "";
    private String requestId = "";
    private String newCookie = "";
    private Rescue rescue;
    private Upstream upstream;
    /** Of the next filter. */
    private int place;

    private long headNanos;
    private long endNanos;
    private long lastNanos = Long.MAX_VALUE;
    /** {@code null} for nothing. */
    private Runnable afterwards;

    private Outcome outcome;

    public Exchange(
            Loop loop,
            ListenerFacts listener,
            ClientConnection client,
            HttpServerRequest request,
            SnapshotSet snapshots) {
        super(listener, client);
        this.loop = loop;
        this.request = request;
        this.snapshots = snapshots;
        this.startNanos = loop.clock().nanos();
    }

    /** Enters the chain; every exchange ends in exactly one {@link #end}. */
    public void start() {
        client.exchangeStarted(request);
        ExchangeTrace.begin(this);
        loop.deadlines().add(this);
        transfer.listen();
        proceed();
    }

    /** Walks on from the filter after the last one that ran. */
    public void proceed() {
        loop.chain().walk(this);
    }

    /**
     * Walks an origin's answer back through the filters before the one that fetched it. Completes with {@code true}
     * when it is to be relayed, {@code false} when a filter has answered in its place.
     */
    public boolean answered(UpstreamAnswer answer) {
        headNanos = loop.clock().nanos();
        return loop.chain().walkBack(this, answer);
    }

    /** Runs the last filter anew, for an answer that was of no use. */
    public void forwardAgain() {
        place--;
        proceed();
    }

    /** Goes on where another exchange stands in the chain. */
    void standsWhere(Exchange other) {
        place = other.place;
    }

    int place() {
        return place;
    }

    void place(int next) {
        place = next;
    }

    /** Answers with a problem document and ends, unless somebody can answer in spite of it. */
    public void refuse(Problem problem) {
        if (isOver() || isRescued(problem)) {
            return;
        }
        passport.says(problem);
        Answers.problem(this, problem);
        end(problem.outcome());
    }

    /** Sets who may answer when the origin fails; asked once. */
    public void rescue(Rescue other) {
        rescue = other;
    }

    private boolean isRescued(Problem problem) {
        if (rescue == null || response().headWritten() || !Rescue.concerns(problem)) {
            return false;
        }
        Rescue once = rescue;
        rescue = null;
        response().setChunked(false).headers().clear(); // of an answer that broke off before any of it went out
        lastNanos = Long.MAX_VALUE; // the time was the origin's, and what is at hand takes none
        if (upstream != null) {
            upstream.ended(problem.outcome());
            upstream = null;
        }
        return once.answers(problem);
    }

    /** The exchange is over; only the first call counts. */
    public void end(Outcome ending) {
        if (isOver()) {
            return;
        }
        outcome = ending;
        endNanos = loop.clock().nanos();
        if (upstream != null) {
            upstream.ended(ending);
            upstream = null;
        }
        passport.ended();
        loop.deadlines().remove(this);
        client.exchangeEnded(endNanos);
        if (afterwards != null) {
            afterwards.run();
        }
        loop.ended().accept(this);
    }

    /** Ends an exchange that never entered the chain, because its head could not be read. */
    public void unread(Outcome ending) {
        client.exchangeStarted(request);
        end(ending);
    }

    /** Runs something when the exchange is over, before it is recorded. */
    public void afterwards(Runnable step) {
        Runnable before = afterwards;
        afterwards = before == null
                ? step
                : () -> {
                    before.run();
                    step.run();
                };
    }

    /** Who is to be told when the client goes or the deadline passes. */
    public void upstream(Upstream working) {
        upstream = working;
    }

    /** {@code null} when nobody is. */
    Upstream upstream() {
        return upstream;
    }

    @Override
    protected void expired() {
        if (upstream != null) {
            upstream.expired();
        } else {
            refuse(Problem.of(Outcome.REQUEST_TIMEOUT, "The request took too long."));
        }
    }

    /** Sets the time until which something must have happened, from now; never beyond the end of the exchange's own time. */
    public void within(long nanos) {
        long due = loop.clock().nanos() + nanos;
        boolean unbounded = lastNanos == Long.MAX_VALUE || client.isTunnel();
        due(unbounded || due - lastNanos < 0 ? due : lastNanos);
    }

    /**
     * Sets the time for all of the exchange, counted from its start; of several the shortest holds, and a tunnel that it
     * has become runs on.
     */
    public void allWithin(long nanos) {
        long last = startNanos + nanos;
        lastNanos = lastNanos == Long.MAX_VALUE || last - lastNanos < 0 ? last : lastNanos;
        due(lastNanos);
    }

    /** Nothing has to happen by any time. */
    public void withoutDeadline() {
        due(Long.MAX_VALUE);
    }

    public boolean isOver() {
        return outcome != null;
    }

    /** How it ended; {@code null} before. */
    public Outcome outcome() {
        return outcome;
    }

    public long startNanos() {
        return startNanos;
    }

    /** When the origin's head came; 0 without one. */
    public long headNanos() {
        return headNanos;
    }

    public long endNanos() {
        return endNanos;
    }

    public Loop loop() {
        return loop;
    }

    public HttpServerRequest request() {
        return request;
    }

    public HttpServerResponse response() {
        return request.response();
    }

    public SnapshotSet snapshots() {
        return snapshots;
    }

    /** What gates have found out about the request, and what they want done with it. */
    public Passport passport() {
        return passport;
    }

    /** What passes between us and the client. */
    public Transfer transfer() {
        return transfer;
    }

    public DialRules dial() {
        return dial;
    }

    public String rule() {
        return rule;
    }

    public void allowedBy(Verdict.Allow verdict) {
        rule = verdict.rule();
        dial = verdict.dial();
        passport.allowedBy(verdict);
        leavesAs(passport.leaving(facts()));
    }

    /** As another exchange, which has been through the rules. */
    void allowedAs(Exchange other) {
        rule = other.rule;
        dial = other.dial;
        passport.sameAs(other.passport);
        leavesAs(passport.leaving(facts()));
    }

    public void blockedBy(String ruleName) {
        rule = ruleName;
    }

    @Override
    public String clientText() {
        return passport.isAnonymous() ? loop.anonymity().pseudonym("client", addressText()) : addressText();
    }

    @Override
    public String country() {
        return passport.whereabouts().country(snapshots.countries(), clientAddress());
    }

    @Override
    public long nowMillis() {
        return loop.clock().micros(startNanos) / 1000;
    }

    /** Who the client has proved to be; empty for nobody in particular. */
    @Override
    public String user() {
        return passport.user();
    }

    @Override
    public List<String> groups() {
        return passport.groups();
    }

    /** The request's id, for whoever asks about it later: the client's own, or one that is made at the first call. */
    public String requestId() {
        if (requestId.isEmpty()) {
            requestId = loop.requestIds()
                    .of(passport.isAnonymous() ? null : request.headers().get(RequestIds.FIELD));
        }
        return requestId;
    }

    /** A {@code Set-Cookie} of ours that goes with the answer, whatever answers; empty for none. */
    public String newCookie() {
        return newCookie;
    }

    public void newCookie(String field) {
        newCookie = field;
    }
}
