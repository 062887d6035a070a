package io.sallyport.routing.balance;

import io.sallyport.http.Cookies;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.HashRules;

/** Which key of the ring a request has. */
public final class HashKey {
    private HashKey() {}

    /** By the field or cookie of the rules; a request without it, or with an empty one, by its client's address. */
    public static long of(RequestFacts facts, HashRules rules) {
        String value = null;
        if (!rules.header().isEmpty()) {
            value = facts.headers().get(rules.header());
        } else if (!rules.cookie().isEmpty()) {
            value = Cookies.value(facts.headers(), rules.cookie());
        }
        return value == null || value.isEmpty() ? of(facts.client()) : Hash.of(value);
    }

    private static long of(IpAddress client) {
        return Hash.mix(Hash.mix(client.high()) + client.low());
    }
}
