package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.control.SnapshotSet;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.DialRules;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteView;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.util.List;

/**
 * One request with its response: all that is known of it, and where it stands in the chain of filters. Captures one
 * set of snapshots at its start and keeps it. Owner: the event loop of the client's connection.
 */
public final class Exchange extends CacheSide implements CallerFacts {
    private final Loop loop;
    private final HttpServerRequest request;
    private final SnapshotSet snapshots;
    private final long startNanos;

    private final Passport passport = new Passport(this);
    private RequestFacts facts;
    private String target = "";
    private String asked = "";
    private DialRules dial = DialRules.NONE;
    private String rule = "";
    private RouteView matched;
    private Resolution.Forward route;
    private Resolution unrouted;
    private EndpointView endpoint;
    private String requestId = "";
    private String trackRole = "";
    private String newCookie = "";
    private BodyTap requestTap = BodyTap.DEAF;
    private int attempts;
    private Rescue rescue;
    private Upstream upstream;
    private int position;
    private int status;
    private long headNanos;
    private long endNanos;
    private long bytesIn;
    private long bytesOut;
    private long lastNanos = Long.MAX_VALUE;
    private long bodyBytes = Long.MAX_VALUE;
    private Runnable afterwards = () -> {};
    private boolean answerEnds;
    private boolean upgrade;
    private boolean switched;
    private EarlyBytes early;
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
        client.exchangeStarted(this);
        ExchangeTrace.begin(this);
        loop.deadlines().add(this);
        HttpServerResponse response = request.response();
        response.exceptionHandler(this::failed);
        if (!client.isHttp1()) {
            response.closeHandler(gone -> clientGone());
            request.exceptionHandler(this::failed);
        } else if (announcesBody()) {
            request.exceptionHandler(this::failed);
        }
        proceed();
    }

    /** Walks on from the filter after the last one that ran. */
    public void proceed() {
        while (position < loop.filters().size()) {
            Filter filter = loop.filters().get(position++);
            ExchangeTrace.enters(this, filter);
            if (filter.request(this) == Filter.Step.TAKEN) {
                return;
            }
        }
        throw new IllegalStateException("no filter took the exchange");
    }

    /**
     * Walks an origin's answer back through the filters before the one that fetched it. Completes with {@code true}
     * when it is to be relayed, {@code false} when a filter has answered in its place.
     */
    public boolean answered(UpstreamAnswer answer) {
        headNanos = loop.clock().nanos();
        for (int i = position - 2; i >= 0; i--) {
            if (loop.filters().get(i).response(this, answer) == Filter.Step.TAKEN) {
                return false;
            }
        }
        return true;
    }

    /** Runs the last filter anew, for an answer that was of no use. */
    public void forwardAgain() {
        position--;
        proceed();
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

    /** Goes on where another exchange stands in the chain. */
    void standsWhere(Exchange other) {
        position = other.position;
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
        afterwards.run();
        loop.ended().accept(this);
    }

    /**
     * Closes the client's connection. A paused one keeps the buffers that it has read already, and would never free
     * them; so the rest of the request is let through first, to nobody.
     */
    public void closeClient() {
        request.resume();
        client.close();
    }

    /** Ends an exchange that never entered the chain, because its head could not be read. */
    public void unread(Outcome ending) {
        client.exchangeStarted(this);
        end(ending);
    }

    /** The head names a protocol that the client would like better. */
    public void withUpgrade() {
        upgrade = true;
    }

    public boolean namesUpgrade() {
        return upgrade;
    }

    /** A proper request for a WebSocket; its connection reads no further request, whatever comes of it. */
    public void becomesWebSocket(EarlyBytes held) {
        early = held;
    }

    public boolean isWebSocket() {
        return early != null;
    }

    /** What the client has sent behind the request for a WebSocket. */
    public EarlyBytes early() {
        return early;
    }

    /** The bytes pass unread from now on, as those of a tunnel. */
    public void switched() {
        switched = true;
    }

    boolean isSwitched() {
        return switched;
    }

    /** The last of the answer is about to be written; an HTTP/2 response with trailers does not say so itself. */
    public void answerEnds() {
        answerEnds = true;
    }

    /** A stream that closes because its answer is complete, perhaps before the call that completed it returns, is not gone. */
    private void clientGone() {
        if (answerEnds || request.response().ended()) {
            return;
        }
        Upstream working = upstream;
        end(Outcome.CLIENT_GONE);
        if (working != null) {
            working.cancel();
        }
        if (client.isHttp1()) {
            request.resume(); // frees what a paused connection holds
        }
    }

    /** Of either half: a connection that is gone, or bytes that the decoder cannot make a body of. */
    private void failed(Throwable failure) {
        if (failure instanceof HttpClosedException
                || failure instanceof StreamResetException
                || failure instanceof IOException) {
            clientGone();
        } else {
            breakOff(Problem.of(Outcome.BAD_REQUEST, "The request body is malformed or was cut short."));
        }
    }

    /**
     * The request's body broke off or broke the rules: the origin's connection is closed, and whatever follows on the
     * client's is not to be read.
     */
    private void breakOff(Problem problem) {
        if (isOver()) {
            return;
        }
        Upstream working = upstream;
        if (working != null) {
            working.cancel();
        }
        if (request.response().headWritten()) {
            closeClient();
            end(problem.outcome());
        } else {
            refuse(problem);
        }
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

    /** Runs something when the exchange is over, before it is recorded. */
    public void afterwards(Runnable step) {
        Runnable before = afterwards;
        afterwards = () -> {
            before.run();
            step.run();
        };
    }

    /** Nothing has to happen by any time. */
    public void withoutDeadline() {
        due(Long.MAX_VALUE);
    }

    public boolean isOver() {
        return outcome != null;
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

    /** Whether an HTTP/1.1 request says that a body follows. */
    boolean announcesBody() {
        String length = request.headers().get(HttpHeaders.CONTENT_LENGTH);
        return length == null ? request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : !length.equals("0");
    }

    /** What the engines see; {@code null} until admission has read the request. */
    public RequestFacts facts() {
        return facts;
    }

    /** Path and query of the client, in normal form; empty for a tunnel. */
    public String target() {
        return target;
    }

    /** Path and query as the client has sent them, for the record; empty for a tunnel. */
    public String asked() {
        return asked;
    }

    public void admitted(RequestFacts read, String rawTarget) {
        facts = read;
        target = rawTarget;
        asked = rawTarget;
    }

    /** From here on everything decides by another path, and so goes the request to the origin. */
    public void retarget(String path) {
        facts = facts.withPath(path);
        target = facts.query() == null ? path : path + "?" + facts.query();
    }

    /** The origin gets another path and query than the client's; what the cache and others decide by stays. */
    public void rewritten(String newTarget) {
        target = newTarget;
    }

    /** Everything behind this decides by another query, and so goes the request to the origin; the record shows the client's. */
    public void requery(String query) {
        facts = facts.withQuery(query);
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        target = query == null ? path : path + "?" + query;
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
        facts = passport.leaving(facts);
    }

    /** As another exchange, which has been through the rules. */
    void allowedAs(Exchange other) {
        rule = other.rule;
        dial = other.dial;
        passport.sameAs(other.passport);
        facts = passport.leaving(facts);
    }

    public void blockedBy(String ruleName) {
        rule = ruleName;
    }

    /** The route that matched; {@code null} on the forward side, before routing, and when none does. */
    public RouteView matched() {
        return matched;
    }

    public void matched(RouteView view) {
        matched = view;
    }

    /** Whether it only asks whether a page may use the route, which we answer and no server does. */
    public boolean isPreflight() {
        return matched != null && matched.actions().cors() != null && Cors.isPreflight(facts);
    }

    /** Where the route leads; {@code null} when it leads to no server. */
    public Resolution.Forward route() {
        return route;
    }

    public void routedBy(Resolution.Forward resolution) {
        matched = resolution.route();
        route = resolution;
    }

    /** Why there is no route; {@code null} when there is one, on the forward side and before routing. */
    public Resolution unrouted() {
        return unrouted;
    }

    public void unrouted(Resolution why) {
        unrouted = why;
        if (why instanceof Resolution.UnknownVersion known) {
            matched = known.route();
        }
    }

    /** The route that matched, also when it knows no server of the version that was asked for. */
    @Override
    public String routeName() {
        return matched == null ? "" : matched.name();
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

    /** The endpoint asked last; {@code null} before one is picked. */
    public EndpointView endpoint() {
        return endpoint;
    }

    public void sentTo(EndpointView picked) {
        endpoint = picked;
    }

    /** The request's id, for whoever asks about it later: the client's own, or one that is made at the first call. */
    public String requestId() {
        if (requestId.isEmpty()) {
            requestId = loop.requestIds()
                    .of(passport.isAnonymous() ? null : request.headers().get(RequestIds.FIELD));
        }
        return requestId;
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

    /** What gates have found out about the request, and what they want done with it. */
    public Passport passport() {
        return passport;
    }

    /** Which side of a canary serves it, by {@link TrackRole}; empty without a canary. */
    public String trackRole() {
        return trackRole;
    }

    public void trackRole(String role) {
        trackRole = role;
    }

    /** Who listens in on the request's body, and hears when all of the request has been sent. */
    public BodyTap requestTap() {
        return requestTap;
    }

    public void requestTap(BodyTap listener) {
        requestTap = listener;
    }

    /** A {@code Set-Cookie} of ours that goes with the answer, whatever answers; empty for none. */
    public String newCookie() {
        return newCookie;
    }

    public void newCookie(String field) {
        newCookie = field;
    }

    /** Endpoints or connections tried. */
    public int attempts() {
        return attempts;
    }

    public void attempted() {
        attempts++;
    }

    /** Who is to be told when the client goes or the deadline passes. */
    public void upstream(Upstream working) {
        upstream = working;
    }

    public int status() {
        return status;
    }

    public void status(int sent) {
        status = sent;
    }

    public void received(int bytes) {
        bytesIn += bytes;
        if (bytesIn > bodyBytes && !client.isTunnel()) {
            breakOff(Problem.bodyTooLarge(bodyBytes));
        }
    }

    /** Sets the most bytes that the request's body may have; {@link #received} ends the exchange beyond them. */
    public void bodyLimit(long bytes) {
        bodyBytes = bytes;
    }

    public void sent(int bytes) {
        bytesOut += bytes;
    }

    public long bytesIn() {
        return bytesIn;
    }

    public long bytesOut() {
        return bytesOut;
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

    /** How it ended; {@code null} before. */
    public Outcome outcome() {
        return outcome;
    }
}
