package io.sallyport.routing.conceal;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.RouteDocument;

/** A short name for everything in a route that shapes its answers before they are stored. */
final class AnswerMark {
    private static final ConcealDocument USUAL = new ConcealDocument(null, null, null, null, null, null);
    private static final long OFFSET = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private AnswerMark() {}

    /** Empty when all of it is as usual; equal for equal rules, on every edge. */
    static String of(RouteDocument route) {
        if (route.conceal().equals(USUAL)
                && route.compress().isEmpty()
                && route.rewrite().isEmpty()) {
            return "";
        }
        String rules = route.match().path() + " " + route.conceal() + route.compress() + route.rewrite();
        return "#" + Long.toHexString(hash(rules));
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
