package io.sallyport.routing.conceal;

import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.RequestTarget;

/**
 * A server's paths as clients see them: the undoing of a prefix rewrite. A path outside the server's prefix, or one
 * that stands under ours already because the server knows its public address, stays.
 *
 * @param server prefix on the server, without a final slash; empty for the root
 * @param ours   prefix of the route, without a final slash; empty for the root
 */
record PathMapping(String server, String ours) {
    private static final PathMapping SAME = new PathMapping("", "");

    /** A whole path that takes the place of another cannot be undone; then paths stay. */
    static PathMapping of(RouteDocument route) {
        String written = route.rewrite().map(RewriteDocument::path).orElse("");
        boolean prefix =
                route.match().exact().isEmpty() && route.match().template().isEmpty();
        if (!prefix || written.indexOf('{') >= 0) {
            return SAME;
        }
        String ours = bare(route.match().path());
        return new PathMapping(written.isEmpty() ? ours : bare(written), ours);
    }

    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Maps a path with what follows it.
     *
     * @param rest what stands after the authority: a path, a query, a fragment, or nothing
     * @param pin  the segment after our prefix that was taken off because it pins a version; empty for none
     */
    String undo(String rest, String pin) {
        if (server.equals(ours) && pin.isEmpty()) {
            return rest;
        }
        int end = pathEnd(rest);
        String path = plain(rest.substring(0, end));
        String mapped = map(path, pin);
        return mapped.equals(path) ? rest : mapped + rest.substring(end);
    }

    private String map(String path, String pin) {
        String target = ours + pin;
        boolean isOurs = !target.isEmpty() && isUnder(path, target)
                || !server.equals(ours) && !ours.isEmpty() && isUnder(path, ours);
        if (isOurs || !isUnder(path, server)) {
            return path;
        }
        String below = path.substring(server.length());
        return target.isEmpty() && below.isEmpty() ? "/" : target + below;
    }

    /** A path for comparison: backslashes are slashes to browsers, and dot segments are gone before anything else. */
    private static String plain(String path) {
        String slashed = path.indexOf('\\') < 0 ? path : path.replace('\\', '/');
        if (!slashed.contains("/.") && !slashed.contains("/%2")) {
            return slashed;
        }
        RequestTarget target = RequestTarget.parse(slashed);
        return target == null ? slashed : target.path();
    }

    static boolean isUnder(String path, String prefix) {
        return path.startsWith(prefix)
                && (path.length() == prefix.length() || prefix.isEmpty() || path.charAt(prefix.length()) == '/');
    }

    private static int pathEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            char c = rest.charAt(i);
            if (c == '?' || c == '#') {
                return i;
            }
        }
        return rest.length();
    }
}
