package io.sallyport.edge.page;

import io.sallyport.http.Weighted;
import io.sallyport.kit.api.Answers;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/**
 * Answers {@code /ui/*} with the files of the page, and sends browsers there that ask for {@code /}. It asks for no token and
 * looks at the path as it was sent: nothing is decoded or normalized, so what it serves is what was asked for.
 */
public final class Page {
    private static final HttpMethod GET = HttpMethod.GET;
    private static final HttpMethod HEAD = HttpMethod.HEAD;

    private final Vertx vertx;

    /** Read when first asked for; another try after a failure. Owner: the admin server's thread. */
    private Future<PageFiles> files;

    /** Reads nothing yet. */
    public Page(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Answers what is the page's, and leaves everything else to the next handler. */
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        String path = String.valueOf(request.path());
        boolean ours = path.startsWith(PageFiles.ROOT);
        boolean reading = request.method().equals(GET) || request.method().equals(HEAD);
        if (ours && reading) {
            files().onSuccess(found -> send(context, found.at(path))).onFailure(context::fail);
        } else if (ours) {
            context.response().putHeader("Allow", "GET, HEAD");
            Answers.problem(context, 405, "this path takes GET and HEAD");
        } else if (path.equals("/ui") || reading && path.equals("/") && wantsPage(request.headers())) {
            PageHeaders.put(context.response());
            context.response()
                    .setStatusCode(302)
                    .putHeader("Location", PageFiles.ROOT)
                    .putHeader("Vary", "Accept")
                    .end();
        } else {
            context.next();
        }
    }

    private Future<PageFiles> files() {
        if (files == null || files.failed()) {
            files = vertx.executeBlocking(PageFiles::load);
        }
        return files;
    }

    /** Only who names HTML: curl's {@code *}{@code /*} gets the index as text. */
    private static boolean wantsPage(MultiMap headers) {
        return Weighted.list(headers.getAll("Accept")).stream()
                .anyMatch(range -> range.value().equals("text/html") && range.weight() > 0);
    }

    private static void send(RoutingContext context, PageFile file) {
        HttpServerResponse response = context.response();
        PageHeaders.put(response);
        if (file == null) {
            Answers.problem(context, 404, "the page has no such file");
            return;
        }
        boolean compressed = file.gzip() != null && takesGzip(context.request().headers());
        String tag = file.tag(compressed);
        response.putHeader("ETag", tag).putHeader("Cache-Control", "no-cache").putHeader("Vary", "Accept-Encoding");
        if (holds(context.request().headers(), tag)) {
            response.setStatusCode(304).end();
            return;
        }
        if (compressed) {
            response.putHeader("Content-Encoding", "gzip");
        }
        Buffer body = compressed ? file.gzip() : file.body();
        response.putHeader("Content-Type", file.type()).putHeader("Content-Length", String.valueOf(body.length()));
        if (context.request().method().equals(HEAD)) {
            response.end();
        } else {
            response.end(body);
        }
    }

    private static boolean takesGzip(MultiMap headers) {
        return Weighted.list(headers.getAll("Accept-Encoding")).stream()
                .anyMatch(coding -> coding.value().equals("gzip") && coding.weight() > 0);
    }

    /** The comparison of RFC 9110 section 13.1.2; our tags hold no comma. */
    private static boolean holds(MultiMap headers, String tag) {
        for (String line : headers.getAll("If-None-Match")) {
            for (String held : line.split(",")) {
                String bare = held.strip();
                if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                    return true;
                }
            }
        }
        return false;
    }
}
