package io.sallyport.edge.admin;

import io.sallyport.contract.HostPort;
import io.sallyport.kit.api.Answers;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.RoutingContext;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One call on its way to a service; its body has been read, and the answer is streamed back. Runs on the caller's event loop. */
final class RelayedCall {
    private static final long CONNECT_MILLIS = 2000;
    private static final long IDLE_MILLIS = 60_000;
    /** Longer than the longest question to a log-collector may take. */
    private static final long HEAD_SECONDS = 55;

    private final RoutingContext context;
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClient client;
    private final String service;
    private final String uri;
    private final Deque<HostPort> instances;
    private @Nullable HttpClientRequest onward;

    RelayedCall(RoutingContext context, HttpClient client, String service, String uri, Deque<HostPort> instances) {
        this.context = context;
        this.request = context.request();
        this.response = context.response();
        this.client = client;
        this.service = service;
        this.uri = uri;
        this.instances = instances;
    }

    void begin() {
        context.addEndHandler(ended -> {
            if (ended.failed() && onward != null) {
                onward.reset();
            }
        });
        next();
    }

    private void next() {
        HostPort instance = instances.poll();
        if (instance == null) {
            refuse(503, "no instance of " + service + " can be reached");
            return;
        }
        RequestOptions options = new RequestOptions()
                .setHost(instance.host())
                .setPort(instance.port())
                .setMethod(request.method())
                .setURI(uri)
                .setConnectTimeout(CONNECT_MILLIS)
                .setIdleTimeout(IDLE_MILLIS);
        client.request(options).onSuccess(this::send).onFailure(unreachable -> next());
    }

    private void send(HttpClientRequest to) {
        onward = to;
        HopFields.copy(request.headers(), to.headers());
        to.headers().remove(HttpHeaders.CONTENT_LENGTH);
        Buffer body = context.body().buffer();
        (body == null || body.length() == 0 ? to.send() : to.send(body))
                .timeout(HEAD_SECONDS, TimeUnit.SECONDS)
                .onSuccess(this::answer)
                .onFailure(cause -> {
                    to.reset();
                    boolean late = cause instanceof TimeoutException;
                    refuse(late ? 504 : 502, service + (late ? " does not answer in time" : " broke off the call"));
                });
    }

    private void answer(HttpClientResponse answer) {
        response.setStatusCode(answer.statusCode());
        HopFields.copy(answer.headers(), response.headers());
        if (request.method() == HttpMethod.HEAD) {
            response.end();
            return;
        }
        boolean hasLength = answer.headers().contains("Content-Length");
        response.setChunked(!hasLength && answer.statusCode() != 204 && answer.statusCode() != 304);
        // An answer cut short must look like one: it is not ended, and the caller's connection breaks off too.
        answer.pipe().endOnFailure(false).to(response).onFailure(cause -> response.reset());
    }

    private void refuse(int status, String detail) {
        if (!response.headWritten()) {
            Answers.problem(context, status, detail);
        }
    }
}
