package io.sallyport.routing.canary;

import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.http.Cookies;
import io.sallyport.http.RequestFacts;
import org.jspecify.annotations.Nullable;

/**
 * Draws for one route. A client with a key is on the canary's side when its slot is below the weight: so it keeps its
 * side while the weight stays, whoever is on the canary at 5 % is on it at 25 %, and exactly the weight's part of all
 * slots is.
 */
public final class DrawRule {
    private static final String CANARY = "canary";
    private static final String STABLE = "stable";

    private final CanaryDocument document;
    private final long salt;
    private final int slots;

    /**
     * @param route  name of the route; with the version it salts the draw, so that it is not always the same clients
     *     who try what is new
     * @param weight percent of the traffic that the canary gets
     */
    public DrawRule(String route, CanaryDocument document, int weight) {
        this.document = document;
        this.salt = StickyKey.hash(route + "/" + document.version());
        this.slots = weight * StickyKey.SLOTS / 100;
    }

    /** The cookie by which clients keep their side; empty when it is not by a cookie. */
    public String cookie() {
        return document.sticky().cookie();
    }

    /** @param client the client's address */
    public Draw draw(RequestFacts facts, String client, KeySource keys) {
        Draw.Side asked = asked(facts);
        if (asked != null) {
            return Draw.asked(asked);
        }
        String key = key(facts, client);
        if (key != null && !key.isEmpty()) {
            return Draw.kept(StickyKey.slot(key, salt) < slots);
        }
        long number = keys.next();
        boolean canary = StickyKey.slot(number, salt) < slots;
        return cookie().isEmpty() ? Draw.drawn(canary) : Draw.drawn(canary, StickyKey.text(number));
    }

    private Draw.@Nullable Side asked(RequestFacts facts) {
        String value = document.header().isEmpty() ? null : facts.headers().get(document.header());
        if (value == null) {
            return null;
        }
        return value.equalsIgnoreCase(CANARY)
                ? Draw.Side.CANARY
                : value.equalsIgnoreCase(STABLE) ? Draw.Side.STABLE : null;
    }

    private @Nullable String key(RequestFacts facts, String client) {
        CanaryDocument.StickyDocument sticky = document.sticky();
        if (!sticky.header().isEmpty()) {
            return facts.headers().get(sticky.header());
        }
        return sticky.client() ? client : Cookies.value(facts.headers(), sticky.cookie());
    }
}
