package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.vertx.core.http.HttpMethod;

/**
 * Answers an OPTIONS that may go no further (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-7.6.2">RFC 9110
 * section 7.6.2</a>). It tells of nothing but that somebody is here.
 */
final class HopsFilter implements Filter {
    private static final CharSequence MAX_FORWARDS = "max-forwards";

    @Override
    public Step request(Exchange exchange) {
        if (exchange.request().method() != HttpMethod.OPTIONS
                || !"0".equals(exchange.request().headers().get(MAX_FORWARDS))) {
            return Step.NEXT;
        }
        OwnAnswer.send(exchange, 204, null);
        return Step.TAKEN;
    }
}
