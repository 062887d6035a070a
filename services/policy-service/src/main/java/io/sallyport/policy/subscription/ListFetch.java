package io.sallyport.policy.subscription;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.OpenOptions;
import io.vertx.ext.web.client.HttpRequest;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import io.vertx.ext.web.codec.BodyCodec;
import java.net.URI;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * One fetch of a list into a file. Certificates and names are verified, compression is undone, redirects are followed but not
 * from https to http, and everything has a bound. The address is the operator's own word, so dial safety, which is for
 * the targets of clients, is not asked. A client of its own, closed at the end, so that nothing of a fetch that was given up
 * goes on.
 */
final class ListFetch {
    private static final int CONNECT_MILLIS = 10_000;
    private static final int IDLE_SECONDS = 30;
    private static final int WHOLE_MINUTES = 15;
    private static final int REDIRECTS_MAX = 5;
    private static final Set<Integer> REDIRECTS = Set.of(301, 302, 303, 307, 308);

    private final Vertx vertx;
    private final WebClient client;
    private final Path file;
    private final long maxBytes;

    private ListFetch(Vertx vertx, Path file, long maxBytes) {
        this.vertx = vertx;
        this.file = file;
        this.maxBytes = maxBytes;
        this.client = WebClient.create(
                vertx,
                new WebClientOptions()
                        .setUserAgent("Sallyport")
                        .setFollowRedirects(false)
                        .setDecompressionSupported(true)
                        .setConnectTimeout(CONNECT_MILLIS)
                        .setIdleTimeout(IDLE_SECONDS)
                        .setVerifyHost(true));
    }

    /**
     * Asks for the text at {@code url}.
     *
     * @param before what is known of it, for a question that need not be answered with the text; {@link Fetched#NOTHING}
     *     for one that must
     */
    static Future<FetchResult> run(Vertx vertx, String url, Fetched before, Path file, long maxBytes) {
        ListFetch fetch = new ListFetch(vertx, file, maxBytes);
        return fetch.get(URI.create(url), before, 0)
                .timeout(WHOLE_MINUTES, TimeUnit.MINUTES)
                .onComplete(done -> fetch.client.close());
    }

    private Future<FetchResult> get(URI url, Fetched before, int redirects) {
        OpenOptions fresh =
                new OpenOptions().setCreate(true).setTruncateExisting(true).setRead(false);
        return vertx.fileSystem().open(file.toString(), fresh).compose(opened -> {
            BoundedFile bounded = new BoundedFile(opened, maxBytes);
            Promise<HttpResponse<Void>> answered = Promise.promise();
            bounded.broken().onFailure(answered::tryFail);
            request(url, before)
                    .as(BodyCodec.pipe(bounded))
                    .send()
                    .onSuccess(answered::tryComplete)
                    .onFailure(answered::tryFail);
            return answered.future()
                    .eventually(bounded::end)
                    .compose(response -> read(url, before, redirects, response));
        });
    }

    private HttpRequest<Buffer> request(URI url, Fetched before) {
        HttpRequest<Buffer> request = client.getAbs(url.toString()).putHeader("Accept", "text/plain, */*;q=0.5");
        if (!before.etag().isEmpty()) {
            request.putHeader("If-None-Match", before.etag());
        }
        if (!before.lastModified().isEmpty()) {
            request.putHeader("If-Modified-Since", before.lastModified());
        }
        return request;
    }

    private Future<FetchResult> read(URI url, Fetched before, int redirects, HttpResponse<Void> response) {
        int status = response.statusCode();
        if (status == 304 && !(before.etag().isEmpty() && before.lastModified().isEmpty())) {
            return Future.succeededFuture(new FetchResult.Unchanged());
        }
        String location = response.getHeader("Location");
        if (REDIRECTS.contains(status) && location != null) {
            return redirect(url, before, redirects, location);
        }
        if (status != 200) {
            return Future.failedFuture("status " + status);
        }
        return Future.succeededFuture(new FetchResult.Text(
                or(response.getHeader("ETag")),
                or(response.getHeader("Last-Modified")),
                or(response.getHeader("Content-Type"))));
    }

    private Future<FetchResult> redirect(URI url, Fetched before, int redirects, String location) {
        if (redirects == REDIRECTS_MAX) {
            return Future.failedFuture("more than " + REDIRECTS_MAX + " redirects");
        }
        URI next;
        try {
            next = url.resolve(location);
        } catch (IllegalArgumentException e) {
            return Future.failedFuture("a redirect to what is no URL");
        }
        boolean web = "http".equalsIgnoreCase(next.getScheme()) || "https".equalsIgnoreCase(next.getScheme());
        boolean weaker = "https".equalsIgnoreCase(url.getScheme()) && !"https".equalsIgnoreCase(next.getScheme());
        return !web || weaker || next.getHost() == null
                ? Future.failedFuture("a redirect to " + next + ", which is not followed")
                : get(next, before, redirects + 1);
    }

    private static String or(String value) {
        return value == null ? "" : value;
    }
}
