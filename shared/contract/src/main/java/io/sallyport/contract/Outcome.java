package io.sallyport.contract;

/**
 * How an exchange or tunnel ended: one word for the status, {@code Proxy-Status}, the access record and the metric.
 * Failure tokens are the error types of <a href="https://datatracker.ietf.org/doc/html/rfc9209#section-2.3">RFC 9209
 * section 2.3</a>; a token of our own starts with {@code sp_}.
 */
public enum Outcome {
    /** Answered by an origin. */
    FORWARDED(Group.SERVED, Side.UPSTREAM, 0, "forwarded"),
    /** Answered from the cache. */
    CACHE_HIT(Group.SERVED, Side.LOCAL, 0, "cache_hit"),
    /** Answered by its route, without a server: a redirect, a fixed answer, a preflight. */
    ANSWERED(Group.SERVED, Side.LOCAL, 0, "answered"),
    /** A tunnel that was open and ended in an orderly way. */
    TUNNEL_CLOSED(Group.SERVED, Side.UPSTREAM, 200, "tunnel_closed"),
    /** A tunnel that goes on; only in records of progress. */
    TUNNEL_OPEN(Group.SERVED, Side.LOCAL, 200, "sp_tunnel_open"),
    /** A tunnel without a byte in either direction for as long as it may be. */
    TUNNEL_IDLE(Group.SERVED, Side.LOCAL, 200, "sp_tunnel_idle"),
    /** A tunnel that was open for as long as one may be. */
    TUNNEL_EXPIRED(Group.SERVED, Side.LOCAL, 200, "sp_tunnel_expired"),
    /** A tunnel that one side has broken off. */
    TUNNEL_RESET(Group.SERVED, Side.UPSTREAM, 200, "sp_tunnel_reset"),
    /** Refused by a policy rule. */
    RULE_BLOCKED(Group.REFUSED, Side.LOCAL, 404, "http_request_denied"),
    /** A policy rule had the connection closed without an answer. */
    RULE_DROPPED(Group.REFUSED, Side.LOCAL, 0, "sp_rule_dropped"),
    /** A new policy forbids the tunnel, or an operator has ended it. */
    TUNNEL_CUT(Group.REFUSED, Side.LOCAL, 200, "sp_tunnel_cut"),
    /** The name in the TLS handshake is not the one that the tunnel was opened for. */
    NAME_MISMATCH(Group.REFUSED, Side.DOWNSTREAM, 403, "sp_name_mismatch"),
    /** A policy rule wants the client to log in. */
    AUTHENTICATION_REQUIRED(Group.REFUSED, Side.DOWNSTREAM, 401, "sp_authentication_required"),
    /** The client is not one that a policy rule lets in. */
    ACCESS_DENIED(Group.REFUSED, Side.LOCAL, 403, "sp_access_denied"),
    /** Nobody could say whether the client may come in. */
    ACCESS_CHECK_FAILED(Group.FAILED, Side.LOCAL, 503, "sp_access_check_failed"),
    /** Beyond a limit of a policy rule. */
    RATE_LIMITED(Group.REFUSED, Side.LOCAL, 429, "sp_rate_limited"),
    /** The target's address is one that must not be dialled. */
    TARGET_FORBIDDEN(Group.REFUSED, Side.LOCAL, 403, "destination_ip_prohibited"),
    /** CONNECT to a port that is not allowed. */
    PORT_FORBIDDEN(Group.REFUSED, Side.LOCAL, 403, "sp_port_forbidden"),
    /** The request cannot be understood or must not be passed on. */
    BAD_REQUEST(Group.REFUSED, Side.DOWNSTREAM, 400, "http_request_error"),
    /** The method or form is not served on this listener. */
    NOT_SERVED(Group.REFUSED, Side.DOWNSTREAM, 501, "sp_not_served"),
    /** The request head is larger than allowed. */
    HEAD_TOO_LARGE(Group.REFUSED, Side.DOWNSTREAM, 431, "sp_head_too_large"),
    /** The request body is larger than its route allows. */
    BODY_TOO_LARGE(Group.REFUSED, Side.DOWNSTREAM, 413, "sp_body_too_large"),
    /** The route does not serve this method. */
    METHOD_NOT_ALLOWED(Group.REFUSED, Side.DOWNSTREAM, 405, "sp_method_not_allowed"),
    /** The client did not send its request in time. */
    REQUEST_TIMEOUT(Group.REFUSED, Side.DOWNSTREAM, 408, "sp_request_timeout"),
    /** We sit in our own path. */
    LOOP_DETECTED(Group.REFUSED, Side.LOCAL, 508, "proxy_loop_detected"),
    /** The client wants what is stored or nothing, and nothing is. */
    NOT_CACHED(Group.REFUSED, Side.DOWNSTREAM, 504, "sp_not_cached"),
    /** No route matches. */
    NO_ROUTE(Group.REFUSED, Side.LOCAL, 404, "sp_no_route"),
    /** The route knows no server of the version that was asked for. */
    NO_SUCH_VERSION(Group.REFUSED, Side.LOCAL, 404, "sp_no_such_version"),
    /** Every endpoint of the cluster is out. */
    NO_HEALTHY_ENDPOINT(Group.FAILED, Side.UPSTREAM, 503, "destination_unavailable"),
    /** No way out of the pool that the rule names works. */
    EXIT_UNAVAILABLE(Group.FAILED, Side.UPSTREAM, 503, "sp_exit_unavailable"),
    /** A bound of ours is reached. */
    OVERLOADED(Group.FAILED, Side.LOCAL, 503, "connection_limit_reached"),
    /** More came than the edge can serve: refused before anything was done for it. */
    SHED(Group.FAILED, Side.LOCAL, 503, "sp_shed"),
    /** The route has as many requests under way as it may have. */
    ROUTE_BUSY(Group.FAILED, Side.LOCAL, 503, "sp_route_busy"),
    /** The first snapshot has not arrived yet. */
    NOT_READY(Group.FAILED, Side.LOCAL, 503, "proxy_configuration_error"),
    /** The target's name does not resolve. */
    DNS_FAILED(Group.FAILED, Side.UPSTREAM, 502, "dns_error"),
    /** Resolving the target's name took too long. */
    DNS_TIMEOUT(Group.FAILED, Side.UPSTREAM, 504, "dns_timeout"),
    /** The origin refused the connection. */
    CONNECT_REFUSED(Group.FAILED, Side.UPSTREAM, 502, "connection_refused"),
    /** The origin did not accept the connection in time. */
    CONNECT_TIMEOUT(Group.FAILED, Side.UPSTREAM, 504, "connection_timeout"),
    /** The origin's certificate is not trusted, or not for its name. */
    TLS_CERTIFICATE(Group.FAILED, Side.UPSTREAM, 502, "tls_certificate_error"),
    /** The origin does not speak TLS, or none that both sides know. */
    TLS_FAILED(Group.FAILED, Side.UPSTREAM, 502, "tls_protocol_error"),
    /** The origin ended the TLS handshake with an alert. */
    TLS_ALERT(Group.FAILED, Side.UPSTREAM, 502, "tls_alert_received"),
    /** The origin closed the connection before a complete answer. */
    ORIGIN_CLOSED(Group.FAILED, Side.UPSTREAM, 502, "connection_terminated"),
    /** The origin did not answer, or stopped answering, within the time allowed. */
    ORIGIN_TIMEOUT(Group.FAILED, Side.UPSTREAM, 504, "http_response_timeout"),
    /** The origin's answer breaks the protocol. */
    ORIGIN_BROKE_PROTOCOL(Group.FAILED, Side.UPSTREAM, 502, "http_protocol_error"),
    /** The origin cut its answer after the head had gone to the client. */
    ANSWER_INCOMPLETE(Group.FAILED, Side.UPSTREAM, 502, "http_response_incomplete"),
    /** The client went away first. */
    CLIENT_GONE(Group.FAILED, Side.DOWNSTREAM, 499, "sp_client_gone"),
    /** A defect of ours. */
    INTERNAL_ERROR(Group.FAILED, Side.LOCAL, 500, "proxy_internal_error");

    /** What an ending counts as. */
    public enum Group {
        SERVED,
        REFUSED,
        FAILED
    }

    /** Whose doing an ending is. */
    public enum Side {
        DOWNSTREAM,
        LOCAL,
        UPSTREAM
    }

    private final Group group;
    private final Side side;
    private final int status;
    private final String token;

    Outcome(Group group, Side side, int status, String token) {
        this.group = group;
        this.side = side;
        this.status = status;
        this.token = token;
    }

    public Group group() {
        return group;
    }

    public Side side() {
        return side;
    }

    /** The status we answer with by default; 0 when the status comes from an origin or the cache. */
    public int status() {
        return status;
    }

    /** The word for headers, records and metrics. */
    public String token() {
        return token;
    }
}
