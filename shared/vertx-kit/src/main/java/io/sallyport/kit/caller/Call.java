package io.sallyport.kit.caller;

import java.util.List;

/**
 * What decides about a call, as it came. Texts are empty where the field is missing.
 *
 * @param method         as written
 * @param target         path and query, as written
 * @param hosts          values of Host
 * @param authorizations values of Authorization
 * @param browser        what only browsers send
 * @param contentType    of the body
 */
public record Call(
        String method,
        String target,
        List<String> hosts,
        List<String> authorizations,
        BrowserMarks browser,
        String contentType) {
    public Call {
        hosts = List.copyOf(hosts);
        authorizations = List.copyOf(authorizations);
    }

    /**
     * Fields that a page cannot leave out or make up.
     *
     * @param origin   Origin
     * @param site     Sec-Fetch-Site
     * @param referer  Referer
     */
    public record BrowserMarks(String origin, String site, String referer) {
        /** Of what is no browser. */
        public static final BrowserMarks NONE = new BrowserMarks("", "", "");

        boolean any() {
            return !origin.isEmpty() || !site.isEmpty() || !referer.isEmpty();
        }
    }

    String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
