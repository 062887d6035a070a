package io.sallyport.edge.upstream;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.FieldCopy;
import io.sallyport.edge.netty.InterimAnswers;
import io.sallyport.edge.netty.InterimWrite;
import io.sallyport.routing.conceal.AddressRewrite;
import io.sallyport.routing.conceal.ConcealView;
import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpVersion;
import java.util.ArrayList;
import java.util.List;

/**
 * Relays what a server says before its answer (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9110#section-15.2">RFC 9110 section 15.2</a>): early hints (RFC 8297), and
 * on HTTP/1.1 any other interim answer. On the reverse side nothing goes along that an answer would not be let out with.
 * Never stored. Of one try not more than sixteen go out, because nothing holds an origin back that sends them without
 * end. Owner: the loop's thread.
 */
final class EarlyHints implements Handler<MultiMap> {
    private static final int MOST = 16;
    private static final int EARLY_HINTS = 103;

    private final Exchange exchange;
    private int relayed;

    EarlyHints(Exchange exchange) {
        this.exchange = exchange;
    }

    @Override
    public void handle(MultiMap from) {
        if (relayed == MOST
                || exchange.isOver()
                || exchange.response().headWritten()
                || exchange.request().version() == HttpVersion.HTTP_1_0) {
            return;
        }
        int status = status(from);
        MultiMap fields = MultiMap.caseInsensitiveMultiMap();
        FieldCopy.answer(from, fields);
        fields.remove(InterimAnswers.STATUS);
        fields.remove("content-length");
        if (!exchange.listener().forward()) {
            conceal(fields, exchange.route().route().conceal());
        }
        relay(status, fields);
    }

    private void relay(int status, MultiMap fields) {
        if (status == EARLY_HINTS && !fields.isEmpty()) {
            relayed++;
            exchange.response().writeEarlyHints(fields);
        } else if (status != EARLY_HINTS && exchange.client().isHttp1()) {
            relayed++;
            InterimWrite.send(exchange.request().connection(), status, fields);
        }
    }

    private static int status(MultiMap from) {
        String told = from.get(InterimAnswers.STATUS);
        if (told == null || told.length() != 3) {
            return EARLY_HINTS;
        }
        int status = 100 * (told.charAt(0) - '0') + 10 * (told.charAt(1) - '0') + told.charAt(2) - '0';
        return InterimAnswers.isUnknown(status) ? status : EARLY_HINTS;
    }

    /** Of what could name an inside host only links go out, those that name none. */
    private static void conceal(MultiMap fields, ConcealView rules) {
        List<String> links = new ArrayList<>(fields.getAll("link"));
        links.removeIf(link -> link.contains("//"));
        List<String> hidden = new ArrayList<>();
        fields.forEach((name, value) -> {
            if (rules.hides(name) || AddressRewrite.concerns(name)) {
                hidden.add(name);
            }
        });
        hidden.forEach(fields::remove);
        links.forEach(link -> fields.add("link", link));
    }
}
