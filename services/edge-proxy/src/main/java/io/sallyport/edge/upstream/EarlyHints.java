package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;

/**
 * Relays what a server says before its answer (RFC 8297). Of the fields only {@code Link} means anything there; on the
 * reverse side only those that name no host, because nothing of an inside name may get out. Never stored.
 */
final class EarlyHints {
    private static final String LINK = "link";

    private EarlyHints() {}

    static void relay(Exchange exchange, MultiMap hints) {
        if (exchange.isOver()
                || exchange.response().headWritten()
                || exchange.request().version() == HttpVersion.HTTP_1_0) {
            return;
        }
        MultiMap links = MultiMap.caseInsensitiveMultiMap();
        for (String link : hints.getAll(LINK)) {
            if (exchange.listener().forward() || !link.contains("//")) {
                links.add(LINK, link);
            }
        }
        if (!links.isEmpty()) {
            exchange.response().writeEarlyHints(links);
        }
    }
}
