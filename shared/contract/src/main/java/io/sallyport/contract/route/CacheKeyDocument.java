package io.sallyport.contract.route;

import java.util.List;

/**
 * What besides the URL tells stored answers apart, and what of the URL does not.
 *
 * @param drop   query parameters that neither the key nor the server gets; {@code utm_*} for a prefix
 * @param sort   whether the order of query parameters is of no meaning
 * @param header request fields whose values are part of the key
 * @param cookie cookies whose values are part of the key
 */
public record CacheKeyDocument(List<String> drop, boolean sort, List<String> header, List<String> cookie) {
    /** By which advertisers tell clicks apart. */
    public static final List<String> CLICK_IDS = List.of(
            "utm_*", "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "fbclid", "msclkid", "yclid", "twclid", "ttclid",
            "igshid", "mc_cid", "mc_eid", "_ga", "_gl");

    /** By the URL without click ids. */
    public static final CacheKeyDocument USUAL = new CacheKeyDocument(null, false, null, null);

    public CacheKeyDocument {
        drop = drop == null ? CLICK_IDS : KeyNames.parameters(drop, "drop");
        header = header == null ? List.of() : KeyNames.headers(header, "header");
        cookie = cookie == null ? List.of() : KeyNames.cookies(cookie, "cookie");
    }
}
