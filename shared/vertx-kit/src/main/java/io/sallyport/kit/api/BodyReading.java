package io.sallyport.kit.api;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Reads a body before anything is done with it: 1 MiB at most, of a backup that is restored 16 MiB, within 30 s. */
final class BodyReading implements Handler<RoutingContext> {
    static final long BODY_MAX = 1L << 20;

    /** More than any backup has that the suite writes. */
    static final long BACKUP_MAX = 16L << 20;

    private static final String RESTORE = "/v1/restore";

    private static final long BODY_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final String TIMER = "sallyport.body-timer";

    private final BodyHandler reader = BodyHandler.create(false).setBodyLimit(BODY_MAX);
    private final BodyHandler backups = BodyHandler.create(false).setBodyLimit(BACKUP_MAX);
    private final long millis;

    BodyReading() {
        this(BODY_MILLIS);
    }

    BodyReading(long millis) {
        this.millis = millis;
    }

    /** To be called behind this one. */
    static void read(RoutingContext context) {
        Long timer = context.get(TIMER);
        if (timer != null) {
            context.vertx().cancelTimer(timer);
        }
        context.next();
    }

    /** A body that broke off or is framed wrongly is the caller's doing, and no line in the log. */
    static void broken(RoutingContext context) {
        boolean gone = context.failure() instanceof HttpClosedException;
        if (!gone && (context.request().isEnded() || context.statusCode() == 413)) {
            context.next();
            return;
        }
        context.response().putHeader("Connection", "close");
        Answers.problem(context, 400, "the body broke off, or is not framed as it says");
        context.request().connection().close();
    }

    @Override
    public void handle(RoutingContext context) {
        MultiMap fields = context.request().headers();
        String type = fields.get(HttpHeaders.CONTENT_TYPE);
        if (type != null && isForm(type.strip().toLowerCase(Locale.ROOT))) {
            // Somebody's curl, or the body of a GET: not a form, and not to be taken apart as one.
            fields.remove(HttpHeaders.CONTENT_TYPE);
        }
        long timer = context.vertx().setTimer(millis, late -> giveUp(context));
        context.put(TIMER, timer);
        context.addBodyEndHandler(answered -> context.vertx().cancelTimer(timer));
        (isRestore(context.request()) ? backups : reader).handle(context);
    }

    /** By a method that only those may use who may change things: others cannot have so much held for them. */
    private static boolean isRestore(HttpServerRequest request) {
        return request.method() == HttpMethod.POST && request.path().equals(RESTORE);
    }

    private static boolean isForm(String type) {
        return type.startsWith("application/x-www-form-urlencoded") || type.startsWith("multipart/");
    }

    private void giveUp(RoutingContext context) {
        context.response().putHeader("Connection", "close");
        Answers.problem(context, 408, "the body did not come within " + millis / 1000 + " s");
        context.request().connection().close();
    }
}
