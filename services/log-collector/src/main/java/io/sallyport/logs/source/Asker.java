package io.sallyport.logs.source;

import io.vertx.ext.web.RoutingContext;

/**
 * Who asks, as far as it matters to whom we ask in turn.
 *
 * @param authorization what the caller has shown; empty for nothing
 * @param local         whether this collector alone is asked
 * @param conditions    of the question, for others
 */
public record Asker(String authorization, boolean local, PeerQuestion conditions) {
    public static Asker of(RoutingContext context) {
        String authorization = context.request().getHeader("Authorization");
        return new Asker(
                authorization == null ? "" : authorization,
                "local".equals(context.queryParams().get("scope")),
                PeerQuestion.of(context.queryParams()));
    }

    /** The same with other conditions. */
    public Asker asking(PeerQuestion question) {
        return new Asker(authorization, local, question);
    }
}
