package io.sallyport.edge.admin;

import io.sallyport.edge.audit.AdminCall;
import io.sallyport.edge.audit.AuditTrail;
import io.sallyport.kit.api.ApiFront;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Puts calls that are over on record, if they would have changed something. */
final class AdminCalls {
    private static final String STARTED = "sallyport.started";

    private final AuditTrail trail;
    private final Clock clock;

    AdminCalls(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    /** To be mounted before the front. */
    void arrived(RoutingContext context) {
        context.put(STARTED, clock.instant());
        context.next();
    }

    void over(RoutingContext context) {
        if (ApiFront.changes(context)) {
            trail.take(call(context));
        }
    }

    private AdminCall call(RoutingContext context) {
        HttpServerRequest request = context.request();
        Instant started = context.get(STARTED);
        boolean answered = context.response().headWritten();
        HostAndPort authority = request.authority();
        return new AdminCall(
                ChronoUnit.MICROS.between(Instant.EPOCH, started),
                ChronoUnit.MICROS.between(started, clock.instant()),
                ApiFront.caller(context).name(),
                ApiFront.address(context),
                request.method().name(),
                authority == null ? "" : authority.toString(),
                request.uri(),
                answered ? context.response().getStatusCode() : 0,
                context.body() == null ? null : context.body().buffer(),
                context.response().bytesWritten(),
                text(request.getHeader("User-Agent")),
                ApiFront.id(context));
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }
}
