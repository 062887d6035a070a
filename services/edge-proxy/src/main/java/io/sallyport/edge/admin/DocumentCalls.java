package io.sallyport.edge.admin;

import io.sallyport.edge.openapi.ApiDocument;
import io.sallyport.kit.api.Answers;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * {@code GET /v1/openapi.json}, and {@code GET /.well-known/api-catalog}, which leads there
 * (<a href="https://datatracker.ietf.org/doc/html/rfc9727#section-2">RFC 9727 section 2</a>).
 */
final class DocumentCalls {
    private static final String DOCUMENT = "/v1/openapi.json";
    private static final String CATALOG = "/.well-known/api-catalog";
    /** A name that the RFC gives, not a link. */
    private static final String PROFILE = "https://www.rfc-editor.org" + "/info/rfc9727";

    private static final String CATALOG_TYPE = "application/linkset+json; profile=\"" + PROFILE + "\"";
    private static final int TAG_DIGITS = 16;

    private final Vertx vertx;

    /** Read when first asked for; another try after a failure. Owner: the admin server's thread. */
    private Future<Tagged> document;

    private record Tagged(String text, String tag) {}

    DocumentCalls(Vertx vertx) {
        this.vertx = vertx;
    }

    void mount(Router router) {
        router.get(DOCUMENT).handler(this::document);
        router.get(CATALOG).handler(DocumentCalls::catalog);
    }

    private void document(RoutingContext context) {
        if (document == null || document.failed()) {
            document = vertx.executeBlocking(DocumentCalls::read);
        }
        document.onSuccess(read -> {
                    context.response().putHeader("ETag", read.tag);
                    Answers.text(context, 200, "application/json", read.text);
                })
                .onFailure(context::fail);
    }

    private static Tagged read() throws IOException, NoSuchAlgorithmException {
        String text = ApiDocument.load().encode();
        byte[] digest =
                MessageDigest.getInstance("SHA-256").digest(Buffer.buffer(text).getBytes());
        return new Tagged(text, '"' + HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS) + '"');
    }

    private static void catalog(RoutingContext context) {
        JsonObject described = new JsonObject()
                .put("anchor", "/v1/")
                .put("service-desc", link(DOCUMENT, "application/json"))
                .put("status", link("/health/ready", "application/json"));
        JsonObject linkset = new JsonObject().put("linkset", new JsonArray().add(described));
        context.response().putHeader("Link", "<" + CATALOG + ">; rel=\"api-catalog\"");
        Answers.text(context, 200, CATALOG_TYPE, linkset.encode());
    }

    private static JsonArray link(String href, String type) {
        return new JsonArray().add(new JsonObject().put("href", href).put("type", type));
    }
}
