package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;

/** May a response be stored? (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-3">RFC 9111 section 3</a>) */
public sealed interface Admission {
    /** Yes, under this head, once its body has come whole. */
    record Store(StoredHead head) implements Admission {}

    /** No. */
    record Refuse(RefuseReason reason) implements Admission {}

    /**
     * Decides on a response's head as the origin sent it, with the request as the client sent it.
     *
     * @param status the final or interim status
     */
    static Admission decide(RequestFacts facts, int status, HeaderView response, Timing timing, CacheRules rules) {
        return new AdmissionRules(facts, status, response, timing, rules).decide();
    }
}
