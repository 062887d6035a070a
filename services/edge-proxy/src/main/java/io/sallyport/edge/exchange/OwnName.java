package io.sallyport.edge.exchange;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * How we call ourselves in {@code Proxy-Status} and {@code Cache-Status}. Without a name the reverse side leaves both
 * fields out, so that nobody can tell by them that a proxy is there.
 */
public final class OwnName {
    private static final CharSequence PROXY_STATUS = HttpHeaders.createOptimized("proxy-status");
    private static final CharSequence CACHE_STATUS = HttpHeaders.createOptimized("cache-status");
    private static final String USUAL = "Sallyport";

    private final String start;
    private final boolean named;

    /** @param name a token (RFC 8941 section 3.3.4); empty for none on the reverse side */
    public OwnName(String name) {
        this.named = !name.isEmpty();
        this.start = (named ? name : USUAL) + "; ";
    }

    /**
     * Why an answer is ours (RFC 9209).
     *
     * @param rule that decided, of whose name no character needs an escape; empty for none
     */
    void proxyStatus(Exchange exchange, MultiMap to, String errorToken, String rule) {
        if (isSaid(exchange)) {
            String error = start + "error=" + errorToken;
            to.set(PROXY_STATUS, rule.isEmpty() ? error : error + "; details=\"rule " + rule + '"');
        }
    }

    /** What the cache did (RFC 9211); does nothing for empty parameters. */
    public void cacheStatus(Exchange exchange, MultiMap to, String parameters) {
        if (!parameters.isEmpty() && isSaid(exchange)) {
            to.add(CACHE_STATUS, start + parameters);
        }
    }

    private boolean isSaid(Exchange exchange) {
        return named || exchange.listener().forward();
    }
}
