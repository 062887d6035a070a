package io.sallyport.edge.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Fields that every answer of a listener carries, written before the listener opens.
 *
 * @param altSvc where HTTP/3 is spoken (RFC 7838 section 3); {@code null} for nowhere
 * @param hsts   that clients are to come by TLS only (RFC 6797 section 6.1); {@code null} to leave that to servers
 */
public record StandingFields(CharSequence altSvc, CharSequence hsts) {
    private static final CharSequence ALT_SVC = HttpHeaders.createOptimized("alt-svc");
    private static final CharSequence HSTS = HttpHeaders.createOptimized("strict-transport-security");

    /** As text; {@code null} for none. */
    static CharSequence value(String text) {
        return text == null ? null : HttpHeaders.createOptimized(text);
    }

    /** Of a listener on its bound port. */
    public static StandingFields of(int h3Port, long maxAgeSeconds, String hsts) {
        boolean told = h3Port > 0 && maxAgeSeconds > 0;
        return new StandingFields(value(told ? "h3=\":" + h3Port + "\"; ma=" + maxAgeSeconds : null), value(hsts));
    }

    /**
     * In place of what a server may have said: where it is reached past us is not for clients, and in clear text nobody
     * may speak of TLS (RFC 6797 section 7.2).
     */
    void write(Exchange exchange, MultiMap to) {
        if (altSvc != null && !exchange.client().isHttp3()) {
            to.set(ALT_SVC, altSvc);
        } else if (!exchange.listener().forward()) {
            to.remove(ALT_SVC);
        }
        if (hsts != null) {
            to.set(HSTS, hsts);
        } else if (!exchange.listener().forward() && exchange.scheme().equals("http")) {
            to.remove(HSTS);
        }
    }
}
