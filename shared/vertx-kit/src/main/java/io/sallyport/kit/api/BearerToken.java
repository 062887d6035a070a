package io.sallyport.kit.api;

import io.sallyport.contract.Secret;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;

/**
 * Lets a request pass that shows the admin token, as of
 * <a href="https://datatracker.ietf.org/doc/html/rfc6750#section-2.1">RFC 6750 section 2.1</a>. Without a token in the
 * configuration, which loopback alone allows, every request passes.
 */
final class BearerToken implements Handler<RoutingContext> {
    private static final String SCHEME = "Bearer ";

    private final Secret token;

    BearerToken(Secret token) {
        this.token = token;
    }

    @Override
    public void handle(RoutingContext context) {
        String shown = context.request().getHeader("Authorization");
        if (token.isEmpty() || isRight(shown)) {
            context.next();
            return;
        }
        context.response().putHeader("WWW-Authenticate", "Bearer realm=\"sallyport\"");
        Answers.problem(
                context, 401, shown == null ? "a bearer token is needed" : "the bearer token is not the right one");
    }

    private boolean isRight(String shown) {
        return shown != null
                && shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
                && token.matches(shown.substring(SCHEME.length()).strip());
    }
}
