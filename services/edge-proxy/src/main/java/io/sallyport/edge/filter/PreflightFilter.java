package io.sallyport.edge.filter;

import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.act.FieldChanges.Field;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Answers what browsers ask before they send a page's request to another origin. The policy's rules have let it pass; its
 * gates are not asked, because a preflight never says who the client is.
 */
final class PreflightFilter implements Filter {
    private static final CharSequence VARY =
            HttpHeaders.createOptimized("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

    @Override
    public Step request(Exchange exchange) {
        if (!exchange.isPreflight()) {
            return Step.NEXT;
        }
        Cors cors = exchange.matched().actions().cors();
        MultiMap fields = exchange.response().headers();
        for (Field field : cors.preflight(exchange.facts().headers())) {
            fields.add(field.name(), field.value());
        }
        fields.add(HttpHeaders.VARY, VARY);
        OwnAnswer.send(exchange, 204, null);
        return Step.TAKEN;
    }
}
