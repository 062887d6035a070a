package io.sallyport.routing.conceal;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;

/** A short name for everything in a route that shapes its answers before they are stored. */
final class AnswerMark {
    private static final ConcealDocument USUAL = new ConcealDocument(null, null, null, null, null, null);
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private AnswerMark() {}

    /** Empty when all of it is as usual and the URL alone leads to the route; equal for equal rules, on every edge. */
    static String of(RouteDocument route) {
        if (route.conceal().equals(USUAL)
                && route.compress().isEmpty()
                && route.rewrite().isEmpty()
                && !hasConditions(route.match())) {
            return "";
        }
        String rules = matchOf(route) + " " + route.conceal() + route.compress() + route.rewrite();
        return "#" + Long.toHexString(hash(rules));
    }

    /** The URL alone does not say which of several routes gave an answer when some of them look at more than that. */
    private static String matchOf(RouteDocument route) {
        return hasConditions(route.match())
                ? route.name() + route.match()
                : route.match().path();
    }

    private static boolean hasConditions(MatchDocument match) {
        return !match.method().isEmpty()
                || !match.header().isEmpty()
                || !match.query().isEmpty();
    }

    /** FNV-1a, 64 bits. */
    private static long hash(String text) {
        long hash = OFFSET;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }
}
