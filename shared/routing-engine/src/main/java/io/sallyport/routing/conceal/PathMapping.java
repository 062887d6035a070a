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
    static final PathMapping SAME = new PathMapping("", "");

    /** A whole path written with placeholders cannot be undone; then paths stay. */
    static PathMapping of(RouteDocument route) {
        String written = route.rewrite().map(RewriteDocument::path).orElse("");
        boolean prefix =
                route.match().exact().isEmpty() && route.match().template().isEmpty();
        if (written.isEmpty() || !prefix || written.indexOf('{') >= 0) {
            return SAME;
        }
        return new PathMapping(bare(written), bare(route.match().path()));
    }

    private static String bare(String path) {
        return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /**
     * Maps a path with what follows it.
     *
     * @param rest  what stands after the authority: a path, a query, a fragment, or nothing
     * @param taken what was taken off the client's path before the route was found
     */
    String undo(String rest, String taken) {
        if (server.equals(ours) && taken.isEmpty()) {
            return rest;
        }
        int end = pathEnd(rest);
        String path = plain(rest.substring(0, end));
        String mapped = map(path);
        if (mapped.equals(path) && taken.isEmpty()) {
            return rest;
        }
        boolean already = taken.isEmpty() || isUnder(path, taken);
        return (already ? mapped : taken + mapped) + rest.substring(end);
    }

    private String map(String path) {
        if (server.equals(ours) || !isUnder(path, server) || (!ours.isEmpty() && isUnder(path, ours))) {
            return path;
        }
        String below = path.substring(server.length());
        return ours.isEmpty() && below.isEmpty() ? "/" : ours + below;
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
