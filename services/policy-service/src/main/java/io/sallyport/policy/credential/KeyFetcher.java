package io.sallyport.policy.credential;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches key sets. One attempt at a time for each URL, and none within {@value #SPACING_SECONDS} seconds of the last:
 * tokens with made-up key names must not make us a load for whoever publishes the keys. What was fetched well stays in
 * use until something newer has been. Owner: the context it is used on.
 */
final class KeyFetcher {
    private static final Logger LOG = LoggerFactory.getLogger(KeyFetcher.class);
    private static final int SPACING_SECONDS = 5;
    private static final int MAX_BYTES = 512 * 1024;
    private static final int TIMEOUT_SECONDS = 5;

    private final HttpClient client;
    private final Map<String, Attempt> last = new HashMap<>();

    private record Attempt(long startedNanos, Future<KeySet> result) {}

    KeyFetcher(Vertx vertx) {
        this.client = vertx.createHttpClient(new HttpClientOptions().setConnectTimeout(TIMEOUT_SECONDS * 1000));
    }

    /** Brings the source up to date if that may be tried now; completes in any case. */
    Future<Void> refresh(KeySource source) {
        Attempt before = last.get(source.url());
        if (before != null && !mayTryAgain(before)) {
            return before.result().onSuccess(source::take).<Void>mapEmpty().otherwiseEmpty();
        }
        Future<KeySet> fetching = fetch(source.url())
                .onFailure(failure -> LOG.warn("keys of {} not fetched: {}", source.url(), failure.getMessage()));
        last.put(source.url(), new Attempt(System.nanoTime(), fetching));
        return fetching.onSuccess(source::take).<Void>mapEmpty().otherwiseEmpty();
    }

    private static boolean mayTryAgain(Attempt before) {
        return before.result().isComplete()
                && System.nanoTime() - before.startedNanos() > TimeUnit.SECONDS.toNanos(SPACING_SECONDS);
    }

    private Future<KeySet> fetch(String url) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(url)
                .setFollowRedirects(false)
                .setTimeout(TIMEOUT_SECONDS * 1000L);
        return client.request(options)
                .compose(request -> request.send())
                .compose(KeyFetcher::body)
                .map(body -> KeySet.parse(body.toString()))
                .timeout(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    private static Future<Buffer> body(HttpClientResponse response) {
        if (response.statusCode() != 200) {
            response.request().reset();
            return Future.failedFuture("status " + response.statusCode());
        }
        Buffer collected = Buffer.buffer();
        response.handler(piece -> {
            if (collected.length() <= MAX_BYTES && collected.appendBuffer(piece).length() > MAX_BYTES) {
                response.request().reset();
            }
        });
        return response.end()
                .compose(end -> collected.length() > MAX_BYTES
                        ? Future.failedFuture("more than " + MAX_BYTES + " bytes")
                        : Future.succeededFuture(collected));
    }

    Future<Void> close() {
        return client.close();
    }
}
