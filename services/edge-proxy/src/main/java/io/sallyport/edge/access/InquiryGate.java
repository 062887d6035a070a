package io.sallyport.edge.access;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Inquiry;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.util.List;

/**
 * Asks a service of ours about each request, by a GET that tells method, host, path, client and credentials. 2xx lets the
 * request pass; 3xx and 4xx are the client's answer; anything else, and silence, is 503: nobody passes by mistake. Owner:
 * the loop's thread.
 */
final class InquiryGate {
    private static final int CONNECTIONS = 64;
    private static final int WAITING_MAX = 512;
    private static final int MAX_USER = 256;
    /** What the service may decide by; the rest of the request is not its business. */
    private static final List<String> SHOWN =
            List.of("authorization", "cookie", "accept", "accept-language", "user-agent", "x-requested-with");

    private final HttpClient client;

    InquiryGate(Vertx vertx) {
        HttpClientOptions options = new HttpClientOptions()
                .setConnectTimeout(2_000)
                .setKeepAliveTimeout(30)
                .setMaxRedirects(0)
                .setMaxHeaderSize(16 * 1024);
        PoolOptions pool = new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING_MAX);
        this.client = vertx.createHttpClient(options, pool);
    }

    Passage pass(Exchange exchange, Verdict.Gate gate, Inquiry inquiry, Runnable onward) {
        if (!gate.report()) {
            inquiry.copy().forEach(exchange.passport()::withhold);
            withholdUser(exchange, inquiry);
        }
        Waiting waiting = Waiting.begin(exchange, inquiry.timeoutMillis() * 1_000_000);
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(inquiry.url())
                .setFollowRedirects(false)
                .setTimeout(inquiry.timeoutMillis());
        client.request(options)
                .compose(request -> send(exchange, request))
                .compose(InquiryAnswer::read)
                .onComplete((answer, failure) -> {
                    if (waiting.end() && judge(exchange, gate, inquiry, answer) == Passage.PASSED) {
                        onward.run();
                    }
                });
        return Passage.WAITING;
    }

    private static Future<HttpClientResponse> send(Exchange exchange, HttpClientRequest request) {
        if (exchange.isOver()) {
            request.reset();
            return Future.failedFuture("nobody waits any more");
        }
        MultiMap from = exchange.request().headers();
        MultiMap to = request.headers();
        for (String name : SHOWN) {
            from.getAll(name).forEach(value -> to.add(name, value));
        }
        to.set("x-forwarded-method", exchange.facts().method());
        to.set("x-forwarded-proto", exchange.facts().scheme());
        to.set(
                "x-forwarded-host",
                exchange.facts().authority().toText(exchange.facts().schemePort()));
        to.set("x-forwarded-uri", exchange.target());
        to.set("x-forwarded-for", exchange.clientAddress().toString());
        return request.send();
    }

    /** @param answer {@code null} when none came */
    private static Passage judge(Exchange exchange, Verdict.Gate gate, Inquiry inquiry, InquiryAnswer answer) {
        if (answer == null || answer.status() >= 500 || answer.status() < 200) {
            return Denial.unavailable(exchange, gate);
        }
        if (answer.status() >= 300) {
            if (Denial.passesAnyway(exchange, gate)) {
                return Passage.PASSED;
            }
            exchange.blockedBy(gate.rule());
            answer.relay(exchange);
            return Passage.REFUSED;
        }
        introduce(exchange, gate, inquiry, answer);
        return Passage.PASSED;
    }

    private static void introduce(Exchange exchange, Verdict.Gate gate, Inquiry inquiry, InquiryAnswer answer) {
        if (!gate.report()) {
            for (String name : inquiry.copy()) {
                answer.fields()
                        .getAll(name)
                        .forEach(value -> exchange.passport().tell(name, value));
            }
        }
        String user = inquiry.user().isEmpty() ? null : answer.fields().get(inquiry.user());
        if (user != null && user.length() <= MAX_USER) {
            Introduction.of(exchange, user, List.of(), gate.report() ? "" : inquiry.userHeader());
        }
    }

    private static void withholdUser(Exchange exchange, Inquiry inquiry) {
        if (!inquiry.userHeader().isEmpty()) {
            exchange.passport().withhold(inquiry.userHeader());
        }
    }
}
