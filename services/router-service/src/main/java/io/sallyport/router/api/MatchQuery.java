package io.sallyport.router.api;

import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Reads the parameters of a match call. Fails with {@link IllegalArgumentException} in words for the caller. */
final class MatchQuery {
    private static final IpAddress CLIENT = IpAddress.parse("127.0.0.1");
    private static final int MAX_HEADERS = 50;

    private MatchQuery() {}

    /**
     * Facts as an edge would have them.
     *
     * @param parameters {@code url}, {@code method} (GET when there is none) and any number of {@code header}, each
     *     {@code name: value}
     */
    static RequestFacts read(MultiMap parameters) {
        String url = parameters.get("url");
        int colon = url == null ? -1 : url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        require(scheme.equals("http") || scheme.equals("https"), "url", url, "a URL such as http://shop.example/items");
        String rest = url.substring(colon + 3);
        int end = authorityEnd(rest);
        Authority authority = Authority.parse(rest.substring(0, end));
        String path = rest.substring(end);
        RequestTarget target = RequestTarget.parse(path.startsWith("/") ? path : "/" + path);
        require(authority != null, "url", url, "a URL with a valid host");
        require(target != null, "url", url, "a URL whose path and query are percent-encoded, without a fragment");
        String method = parameters.get("method");
        return new RequestFacts(
                "",
                false,
                method == null ? "GET" : method,
                scheme,
                authority,
                target.path(),
                target.query(),
                CLIENT,
                headers(parameters.getAll("header")));
    }

    private static int authorityEnd(String text) {
        int end = 0;
        while (end < text.length() && text.charAt(end) != '/' && text.charAt(end) != '?') {
            end++;
        }
        return end;
    }

    private static HeaderList headers(List<String> written) {
        require(written.size() <= MAX_HEADERS, "header", written.size() + " of them", "at most " + MAX_HEADERS);
        List<String> lines = new ArrayList<>();
        for (String line : written) {
            int colon = line.indexOf(':');
            require(colon > 0, "header", line, "a field such as X-Team: shop");
            lines.add(line.substring(0, colon));
            lines.add(line.substring(colon + 1).strip());
        }
        return HeaderList.of(lines.toArray(String[]::new));
    }

    private static void require(boolean holds, String key, String found, String allowed) {
        if (!holds) {
            String what = found == null ? "nothing" : '"' + found + '"';
            throw new IllegalArgumentException(key + ": found " + what + ", allowed: " + allowed);
        }
    }
}
