package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;

/**
 * Relays what a server says before its answer (RFC 8297). Of the fields only {@code Link} means anything there; on the
 * reverse side only those that name no host, because nothing of an inside name may get out. Never stored.
 * Of one try not more than sixteen go out, because nothing holds an origin back that sends them without end. Owner: the
 * loop's thread.
 */
final class EarlyHints implements Handler<MultiMap> {
    private static final String LINK = "link";

    private static final int MOST = 16;

    private final Exchange exchange;
    private int relayed;

    EarlyHints(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void handle(MultiMap hints) {
        if (relayed == MOST
                || exchange.isOver()
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
            relayed++;
            exchange.response().writeEarlyHints(links);
        }
    }
}
