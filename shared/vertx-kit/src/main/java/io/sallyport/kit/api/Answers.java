package io.sallyport.kit.api;

import io.sallyport.http.EntityTag;
import io.sallyport.kit.bus.JsonCodec;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Answers of a service's API: JSON, and problems as of <a href="https://datatracker.ietf.org/doc/html/rfc9457#section-3">RFC 9457</a>. */
public final class Answers {
    private static final int TAG_DIGITS = 16;

    private Answers() {}

    /** Any record, list or map as JSON; 500 and a line in the log when it cannot be written, which is a defect of ours. */
    public static void json(RoutingContext context, int status, Object body) {
        Buffer bytes;
        try {
            bytes = JsonCodec.bytes(body);
        } catch (IllegalArgumentException e) {
            // Not thrown on: callers take what is thrown for a mistake of the client's, and no one hears it in a
            // future.
            context.fail(500, e);
            return;
        }
        send(context, status, "application/json", bytes);
    }

    /**
     * The same with 200 and an {@code ETag} that is another one with every change of the answer; 304 to whoever has this one.
     */
    public static void tagged(RoutingContext context, Object body) {
        Buffer bytes;
        try {
            bytes = JsonCodec.bytes(body);
        } catch (IllegalArgumentException e) {
            context.fail(500, e);
            return;
        }
        context.response().putHeader("ETag", '"' + digest(bytes) + '"');
        send(context, 200, "application/json", bytes);
    }

    private static String digest(Buffer bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.getBytes());
            return HexFormat.of().formatHex(digest).substring(0, TAG_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /** An object as JSON. */
    public static void json(RoutingContext context, int status, JsonObject body) {
        send(context, status, "application/json", body.toBuffer());
    }

    /** A problem; {@code detail} is written for the caller and names no internals. */
    public static void problem(RoutingContext context, int status, String detail) {
        JsonObject body = new JsonObject()
                .put("type", "about:blank")
                .put("title", title(status))
                .put("status", status)
                .put("detail", detail)
                .put("instance", context.request().path());
        send(context, status, "application/problem+json", body.toBuffer());
    }

    /** Text such as {@code text/plain; version=0.0.4}. */
    public static void text(RoutingContext context, int status, String type, String body) {
        send(context, status, type, Buffer.buffer(body));
    }

    /** All figures of a service, in the format that the caller takes. */
    public static void metrics(RoutingContext context, Metrics metrics) {
        Metrics.Format format = Metrics.Format.accepted(context.request().getHeader("Accept"));
        text(context, 200, format.type(), metrics.text(format));
    }

    static String title(int status) {
        return switch (status) {
            case 400 -> "Bad Request";
            case 401 -> "Unauthorized";
            case 403 -> "Forbidden";
            case 404 -> "Not Found";
            case 405 -> "Method Not Allowed";
            case 406 -> "Not Acceptable";
            case 408 -> "Request Timeout";
            case 409 -> "Conflict";
            case 412 -> "Precondition Failed";
            case 413 -> "Content Too Large";
            case 414 -> "URI Too Long";
            case 415 -> "Unsupported Media Type";
            case 422 -> "Unprocessable Content";
            case 428 -> "Precondition Required";
            case 429 -> "Too Many Requests";
            case 431 -> "Request Header Fields Too Large";
            case 501 -> "Not Implemented";
            case 502 -> "Bad Gateway";
            case 503 -> "Service Unavailable";
            case 504 -> "Gateway Timeout";
            default -> status < 500 ? "Request Refused" : "Internal Server Error";
        };
    }

    private static void send(RoutingContext context, int status, String type, Buffer body) {
        if (context.response().ended() || context.response().headWritten()) {
            return;
        }
        if (status == 200 && isKnown(context)) {
            context.response().setStatusCode(304).end().onFailure(gone -> {
                // as below
            });
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .putHeader("Content-Length", Integer.toString(body.length()))
                .end(body)
                .onFailure(gone -> {
                    // the client went away: nobody is left to tell
                });
    }

    /** Whether the caller has what our {@code ETag} names (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-13.1.2">RFC 9110 section 13.1.2</a>). */
    private static boolean isKnown(RoutingContext context) {
        HttpMethod method = context.request().method();
        String tag = context.response().headers().get("ETag");
        if (tag == null || !(method == HttpMethod.GET || method == HttpMethod.HEAD)) {
            return false;
        }
        List<String> known = context.request().headers().getAll("If-None-Match");
        EntityTag ours = new EntityTag(tag);
        return EntityTag.isAny(known) || EntityTag.list(known).stream().anyMatch(ours::weaklyEquals);
    }
}
