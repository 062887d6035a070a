package io.sallyport.edge.shadow;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.ExchangeRecord;
import io.sallyport.edge.exchange.ExchangeTrace;
import io.sallyport.edge.pool.Origin;
import io.sallyport.edge.pool.OriginPool;
import io.sallyport.edge.pool.UpstreamConnection;
import io.sallyport.edge.time.Deadlines;
import io.sallyport.edge.trace.Span;
import io.sallyport.edge.trace.Trace;
import io.sallyport.edge.upstream.RequestHead;
import io.sallyport.routing.engine.EndpointLimits;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.AsyncResult;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import java.util.concurrent.TimeUnit;

/**
 * One copy on its way: sent once, its answer read and thrown away. It takes nothing from its exchange but what stands in
 * the request's head, and may outlive it. Owner: the loop's thread.
 */
final class ShadowCall extends Deadlines.Entry implements OriginPool.Taker {
    /** Tells a server that its answer is for nobody, so that it need not send a mail twice. */
    private static final String MARK = "X-Shadow";

    /** From start to end; an answer without an end is not read for ever. */
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(30);

    private final Shadows shadows;
    private final Exchange exchange;
    private final EndpointView endpoint;
    private final Buffer body;
    private final long startNanos;
    private UpstreamConnection connection;
    /** Of its own; {@code null} when the exchange is not traced. */
    private Trace trace;

    private String detail = "";
    private boolean over;
    private long headNanos;
    private int status;
    private long bytes;

    ShadowCall(Shadows shadows, Exchange exchange, EndpointView endpoint, Buffer body) {
        this.shadows = shadows;
        this.exchange = exchange;
        this.endpoint = endpoint;
        this.body = body;
        this.startNanos = exchange.loop().clock().nanos();
    }

    void start() {
        due(startNanos + LONGEST_NANOS);
        exchange.loop().deadlines().add(this);
        Trace cause = ExchangeTrace.of(exchange);
        trace = cause == null
                ? null
                : exchange.loop().tracer().linked(cause, ExchangeTrace.micros(exchange, startNanos));
        Origin origin = new Origin(
                endpoint.host(),
                endpoint.port(),
                "",
                exchange.snapshots().wires().of(endpoint.transport()));
        shadows.pools().pool(origin, EndpointLimits.NONE).take(this);
    }

    @Override
    public boolean isWaiting() {
        return !over && connection == null;
    }

    @Override
    public void refused(Outcome outcome, String reason) {
        detail = reason;
        end(outcome);
    }

    @Override
    public void connected(UpstreamConnection ready) {
        connection = ready;
        ready.request(exchange.request().method(), exchange.target()).onComplete(this::opened);
    }

    private void opened(AsyncResult<HttpClientRequest> result) {
        if (over || result.failed()) {
            connection.discard();
            end(Outcome.ORIGIN_CLOSED);
            return;
        }
        HttpClientRequest request = result.result();
        RequestHead.write(exchange, request, endpoint);
        ExchangeTrace.write(exchange, trace, request.headers());
        request.headers().set(MARK, "1");
        request.exceptionHandler(failure -> {});
        request.response().onSuccess(this::head).onFailure(failure -> {
            connection.broken();
            end(Outcome.ORIGIN_CLOSED);
        });
        if (body == null) {
            request.end();
        } else {
            request.end(body);
        }
    }

    private void head(HttpClientResponse response) {
        headNanos = exchange.loop().clock().nanos();
        status = response.statusCode();
        response.exceptionHandler(failure -> {
            connection.broken();
            end(Outcome.ANSWER_INCOMPLETE);
        });
        response.handler(piece -> bytes += piece.length());
        response.endHandler(end -> {
            if (connection.staysOpen(response)) {
                connection.release(exchange.loop().clock().nanos());
            } else {
                connection.discard();
            }
            end(Outcome.FORWARDED);
        });
    }

    @Override
    protected void expired() {
        Outcome outcome = connection == null ? Outcome.CONNECT_TIMEOUT : Outcome.ORIGIN_TIMEOUT;
        if (connection != null) {
            connection.discard();
        }
        end(outcome);
    }

    private void end(Outcome outcome) {
        if (over) {
            return;
        }
        over = true;
        exchange.loop().deadlines().remove(this);
        long endNanos = exchange.loop().clock().nanos();
        if (trace != null) {
            describe(trace.server(), outcome);
            trace.end(ExchangeTrace.micros(exchange, endNanos));
        }
        shadows.ended(
                exchange,
                new ExchangeRecord.Copy(
                        endpoint,
                        startNanos,
                        headNanos,
                        endNanos,
                        status,
                        outcome,
                        body == null ? 0 : body.length(),
                        bytes,
                        trace == null ? "" : trace.id(),
                        detail));
    }

    private void describe(Span span, Outcome outcome) {
        span.name("shadow " + exchange.request().method().name());
        span.with("http.request.method", exchange.request().method().name());
        span.with("server.address", endpoint.host()).with("server.port", endpoint.port());
        span.with("sallyport.cluster", endpoint.cluster()).with("sallyport.version", endpoint.version());
        if (status > 0) {
            span.with("http.response.status_code", status);
        }
        if (outcome != Outcome.FORWARDED) {
            span.error(outcome.token());
        }
    }
}
