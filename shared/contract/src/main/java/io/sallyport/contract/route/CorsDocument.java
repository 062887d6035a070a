package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.List;

/**
 * Which other origins' pages may use a route (the Fetch standard's CORS protocol).
 *
 * @param origin      origins, such as {@code https://app.example}, {@code https://*.example} or {@code *}
 * @param method      methods besides GET, HEAD and POST
 * @param header      request fields allowed; {@code *}: whichever are asked for
 * @param expose      response fields a page may read
 * @param credentials whether cookies may be sent; not together with origin {@code *}
 * @param maxAge      how long a browser may keep a preflight's answer
 */
public record CorsDocument(
        List<String> origin,
        List<String> method,
        List<String> header,
        List<String> expose,
        boolean credentials,
        Duration maxAge) {
    public CorsDocument {
        Require.present(origin, "origin", "a list of origins");
        origin = List.copyOf(origin);
        method = method == null ? List.of() : List.copyOf(method);
        header = header == null ? List.of() : List.copyOf(header);
        expose = expose == null ? List.of() : List.copyOf(expose);
        maxAge = Require.positive(maxAge == null ? Duration.ofMinutes(10) : maxAge, "maxAge");
    }
}
