package io.sallyport.kit.api;

import io.sallyport.contract.Secret;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Keeps the pages of strangers out while there is no token: a browser on this machine reaches loopback, by a name that
 * its owner points there, or across origins without reading the answer. The admin entrance checks both as well, and
 * tells us of no origin.
 */
final class LocalCallers implements Handler<RoutingContext> {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)localhost|127(\\.\\d{1,3}){3}|\\[?::1]?");
    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    private final boolean open;

    /** @param token with one, whoever shows it may come from anywhere */
    LocalCallers(Secret token) {
        this.open = token.isEmpty();
    }

    @Override
    public void handle(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (open && !isLocal(request.authority())) {
            Answers.problem(context, 403, "without a token this address answers to loopback names only");
        } else if (open
                && request.getHeader("Origin") != null
                && !READING.contains(request.method().name())) {
            Answers.problem(context, 403, "a page may not change anything here");
        } else {
            context.next();
        }
    }

    private static boolean isLocal(HostAndPort authority) {
        return authority != null && LOOPBACK.matcher(authority.host()).matches();
    }
}
