package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.problem.Problem;
import io.sallyport.edge.problem.StatusText;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;

/** Writes answers of our own. */
final class Answers {
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");
    private static final CharSequence PROBLEM_JSON = HttpHeaders.createOptimized("application/problem+json");

    /** RFC 9113 section 7; not REFUSED_STREAM, after which clients try again. */
    private static final long CANCEL = 0x8;
    /** RFC 9114 section 8.1. */
    private static final long H3_CANCELLED = 0x10c;

    /** Of a length below 100 kB. */
    private static final int LITTLE_DIGITS = 5;

    private Answers() {}

    /** Sends the problem; when the head has gone already, breaks the response off so that the client can tell. */
    static void problem(Exchange exchange, Problem problem) {
        HttpServerResponse response = exchange.response();
        if (response.closed() || response.ended()) {
            return;
        }
        if (response.headWritten()) {
            response.reset();
            return;
        }
        if (exchange.client().foreign() != null) {
            exchange.client().foreign().refused(problem.outcome());
        }
        response.headers().clear();
        exchange.transfer().status(problem.status());
        boolean page = ProblemPage.isWanted(exchange);
        response.setStatusCode(problem.status())
                .setStatusMessage(StatusText.of(problem.status()))
                .putHeader(HttpHeaders.CONTENT_TYPE, PROBLEM_JSON)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(HttpHeaders.DATE, exchange.loop().clock().date());
        if (page) {
            ProblemPage.head(response.headers());
        }
        exchange.loop()
                .ownName()
                .proxyStatus(exchange, response.headers(), problem.outcome().token(), problem.rule());
        if (!exchange.newCookie().isEmpty()) {
            response.headers().add(HttpHeaders.SET_COOKIE, exchange.newCookie());
        }
        exchange.passport().writeAnswer(response.headers());
        exchange.listener().standingFields().write(exchange, response.headers());
        exchange.loop().ownName().cacheStatus(exchange, response.headers(), exchange.cache());
        problem.fields().forEach(response::putHeader);
        if (!exchange.listener().forward()) {
            RouteFields.problem(exchange, response.headers());
        }
        doubt(exchange, problem.outcome());
        if (Grpc.isSpoken(exchange)) {
            Grpc.head(exchange, problem);
            send(exchange, null);
        } else {
            send(exchange, page ? ProblemPage.body(problem, site(exchange)) : problem.body());
        }
    }

    /** Behind a head that was not understood nobody can say for certain where the next one begins. */
    private static void doubt(Exchange exchange, Outcome outcome) {
        boolean malformed =
                outcome == Outcome.BAD_REQUEST || outcome == Outcome.HEAD_TOO_LARGE || outcome == Outcome.NOT_SERVED;
        if (malformed && exchange.client().isHttp1()) {
            exchange.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
    }

    private static boolean isDoubtful(HttpServerResponse response) {
        return response.headers().contains(HttpHeaders.CONNECTION);
    }

    /** Servers of ours are not told of by name. */
    private static String site(Exchange exchange) {
        boolean known = exchange.listener().forward() && exchange.facts() != null;
        return known ? exchange.facts().authority().host() : "";
    }

    /** Ends the connection, or the stream, without an answer. */
    static void none(Exchange exchange) {
        if (exchange.client().isHttp1()) {
            exchange.transfer().closeClient();
        } else {
            exchange.response().reset(exchange.request().version() == HttpVersion.HTTP_2 ? CANCEL : H3_CANCELLED);
        }
    }

    /** Sends an answer that is neither a problem of ours nor a server's. */
    static void own(Exchange exchange, int status, Buffer body) {
        HttpServerResponse response = exchange.response();
        if (response.closed() || response.ended() || response.headWritten()) {
            return;
        }
        response.headers().clear();
        exchange.transfer().status(status);
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE)
                .putHeader(HttpHeaders.DATE, exchange.loop().clock().date());
        exchange.passport().writeAnswer(response.headers());
        send(exchange, body);
    }

    /** Sends a body behind the head that has been filled: none with HEAD, which learns its length, and none of {@code null}. */
    static void send(Exchange exchange, Buffer body) {
        HttpServerResponse response = exchange.response();
        boolean unread = leavesBodyUnread(exchange);
        boolean readsOn = unread && exchange.passport().isAskedAgain() && announcesLittle(exchange);
        boolean closes = exchange.client().isHttp1()
                && ((unread && !readsOn)
                        || isDoubtful(response)
                        || mayBecomeTunnel(exchange)
                        || exchange.loop().isDraining());
        if (closes) {
            response.putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            exchange.client().saysClose();
        }
        if (body != null) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()));
        }
        if (body == null || exchange.request().method().equals(HttpMethod.HEAD)) {
            response.end();
        } else {
            exchange.transfer().sent(body.length());
            response.end(body);
        }
        if (readsOn) {
            UnreadRest.skip(exchange);
        } else if (unread) {
            UnreadRest.discard(exchange);
        } else if (closes) {
            exchange.transfer().closeClient();
        }
    }

    /**
     * Whether reading what comes costs less than another connection. Whoever waits for leave to send a body may send none after
     * a refusal, and what comes next may be another request.
     */
    private static boolean announcesLittle(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        String length = headers.get(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.length() <= LITTLE_DIGITS && !headers.contains(HttpHeaders.EXPECT);
    }

    /** What follows may be bytes for a tunnel that there will not be. */
    private static boolean mayBecomeTunnel(Exchange exchange) {
        boolean connects = exchange.request().method().equals(HttpMethod.CONNECT);
        return (connects && !exchange.passport().isAskedAgain())
                || exchange.transfer().isWebSocket();
    }

    /** Whether more of the request may come, and nobody is going to read it. */
    private static boolean leavesBodyUnread(Exchange exchange) {
        if (exchange.request().isEnded()) {
            return false;
        }
        return !exchange.client().isHttp1() || (exchange.transfer().announcesBody() && !mayBecomeTunnel(exchange));
    }
}
