package io.sallyport.edge.filter;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.exchange.OwnAnswer;
import io.sallyport.routing.act.Cors;
import io.sallyport.routing.act.FieldChanges.Field;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;

/**
 * Answers what browsers ask before they send a page's request to another origin. Stands before anything that wants to
 * know who the client is, because a preflight never says so.
 */
final class PreflightFilter implements Filter {
    private static final CharSequence VARY =
            HttpHeaders.createOptimized("Origin, Access-Control-Request-Method, Access-Control-Request-Headers");

    @Override
    public Step request(Exchange exchange) {
        Cors cors =
                exchange.matched() == null ? null : exchange.matched().actions().cors();
        if (cors == null || !Cors.isPreflight(exchange.facts())) {
            return Step.NEXT;
        }
        MultiMap fields = exchange.response().headers();
        for (Field field : cors.preflight(exchange.facts().headers())) {
            fields.add(field.name(), field.value());
        }
        fields.add(HttpHeaders.VARY, VARY);
        OwnAnswer.send(exchange, 204, null);
        exchange.end(Outcome.ANSWERED);
        return Step.TAKEN;
    }
}
