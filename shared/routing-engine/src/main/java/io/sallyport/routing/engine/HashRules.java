package io.sallyport.routing.engine;

import io.sallyport.contract.Share;
import io.sallyport.contract.route.ClusterDocument.HashDocument;

/**
 * What the ring hash hashes. A request without the field or cookie is hashed by its client's address.
 *
 * @param header name of a request field; empty: not by a field
 * @param cookie name of a cookie; empty: not by a cookie
 * @param excess how much an endpoint may have under way beyond the mean before the next on the ring takes over; 0.25: a
 *     quarter more; negative: any amount
 */
public record HashRules(String header, String cookie, double excess) {
    private static final double ANY = -1;
    static final HashRules CLIENT = new HashRules("", "", ANY);

    static HashRules of(HashDocument document) {
        return new HashRules(
                document.header(),
                document.cookie(),
                document.excess().map(Share::value).orElse(ANY));
    }
}
