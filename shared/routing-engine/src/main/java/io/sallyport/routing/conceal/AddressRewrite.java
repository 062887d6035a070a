package io.sallyport.routing.conceal;

import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.http.Authority;
import java.util.List;

/**
 * Makes addresses in an answer's fields ours where they are a server's own, and its paths ours where the route rewrites
 * them: {@code Location}, {@code Content-Location}, {@code Refresh}, {@code Link}, {@code Set-Cookie}. URLs of other
 * hosts stay as they are. Linear in the length of the field.
 */
public final class AddressRewrite {
    private final PathMapping paths;
    private final UrlRewrite urls;
    private final LinkRewrite links;
    private final CookieRewrite cookies;

    private AddressRewrite(InsideNames inside, PathMapping paths) {
        this.paths = paths;
        this.urls = new UrlRewrite(inside, paths);
        this.links = new LinkRewrite(urls);
        this.cookies = new CookieRewrite(inside, paths);
    }

    /** @param endpoints where the servers of the route's cluster are */
    public static AddressRewrite of(RouteDocument route, List<Authority> endpoints) {
        InsideNames inside = new InsideNames(
                endpoints,
                route.rewrite().map(RewriteDocument::host).orElse(""),
                route.conceal().names());
        return new AddressRewrite(inside, PathMapping.of(route));
    }

    /** The segment of a client's path that pins a version; to be asked only about a path that has one. */
    public String versionSegment(String path) {
        int start = paths.ours().length();
        int slash = path.indexOf('/', start + 1);
        return path.substring(start, slash < 0 ? path.length() : slash);
    }

    /** Whether a field of this name can hold an address. */
    public static boolean concerns(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("link");
            case 7 -> name.equalsIgnoreCase("refresh");
            case 8 -> name.equalsIgnoreCase("location");
            case 10 -> name.equalsIgnoreCase("set-cookie");
            case 16 -> name.equalsIgnoreCase("content-location");
            default -> false;
        };
    }

    /**
     * The value that the client may have; the same object when nothing changes.
     *
     * @param name one that {@link #concerns}
     */
    public String field(String name, String value, OurAddress ours) {
        return switch (name.length()) {
            case 4 -> links.rewrite(value, ours);
            case 7 -> RefreshRewrite.rewrite(value, urls, ours);
            case 10 -> cookies.rewrite(value, ours);
            default -> urls.rewrite(value, ours);
        };
    }
}
