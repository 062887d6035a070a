package io.sallyport.edge.exchange;

import io.sallyport.edge.client.ClientConnection;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.engine.EndpointView;
import io.sallyport.routing.engine.Resolution;
import io.sallyport.routing.engine.RouteView;

/** What a request asks for, and where it leads. */
public abstract class RequestSide extends ClientSide {
    private RequestFacts facts;
    private String target = "";
    private String asked = "";
    private RouteView matched;
    private Resolution.Forward route;
    private Resolution unrouted;
    private String trackRole = "";
    private EndpointView endpoint;
    private int attempts;

    RequestSide(ListenerFacts listener, ClientConnection client) {
        super(listener, client);
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

    /** The same with the fields that will leave. */
    final void leavesAs(RequestFacts leaving) {
        facts = leaving;
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

    /** The route that matched; {@code null} on the forward side, before routing, and when none does. */
    public RouteView matched() {
        return matched;
    }

    public void matched(RouteView view) {
        matched = view;
    }

    /** The name of the route that matched, also when it knows no server of the version that was asked for; empty for none. */
    public String routeName() {
        return matched == null ? "" : matched.name();
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

    /** Which side of a canary serves it, by {@link TrackRole}; empty without a canary. */
    public String trackRole() {
        return trackRole;
    }

    public void trackRole(String role) {
        trackRole = role;
    }

    /** The endpoint asked last; {@code null} before one is picked. */
    public EndpointView endpoint() {
        return endpoint;
    }

    public void sentTo(EndpointView picked) {
        endpoint = picked;
    }

    /** Endpoints or connections tried. */
    public int attempts() {
        return attempts;
    }

    public void attempted() {
        attempts++;
    }
}
