package io.sallyport.edge.filter;

import io.sallyport.edge.compress.Compressor;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.routing.compress.CodedTags;
import io.sallyport.routing.compress.CodingChoice;
import io.sallyport.routing.compress.CompressView;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * On routes that compress: puts what a client accepts into the one form that cache and origin get, so that browsers
 * which write it differently share a stored answer, and gives If-Match the tags that the origin knows.
 */
final class CodingFilter implements Filter {
    private final Compressor compressor;

    CodingFilter(Compressor compressor) {
        this.compressor = compressor;
    }

    @Override
    public Step request(Exchange exchange) {
        CompressView rules =
                exchange.listener().forward() ? null : exchange.route().route().compress();
        if (rules != null) {
            prepare(exchange.request().headers(), rules);
        }
        return Step.NEXT;
    }

    private void prepare(MultiMap request, CompressView rules) {
        CodingChoice choice = rules.choose(request.getAll("accept-encoding"), compressor::has);
        if (choice.coding() != null || !choice.refusesPlain()) {
            request.set("accept-encoding", choice.normal());
        }
        if (request.contains("if-match")) {
            List<String> tags = request.getAll("if-match");
            List<String> strong = CodedTags.strong(tags);
            if (strong != tags) {
                request.set("if-match", strong);
            }
        }
    }
}
