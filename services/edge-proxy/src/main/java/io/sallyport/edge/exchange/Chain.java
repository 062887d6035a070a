package io.sallyport.edge.exchange;

import io.sallyport.edge.answer.UpstreamAnswer;
import java.util.List;

/** The filters of a loop, and how exchanges walk through them: out in this order, back in the other. */
final class Chain {
    private final List<Filter> filters;

    /** @param filters in request order; the last one takes every exchange */
    Chain(List<Filter> filters) {
        this.filters = List.copyOf(filters);
    }

    /** Walks on from the place of an exchange until a filter takes it. */
    void walk(Exchange exchange) {
        while (exchange.place() < filters.size()) {
            Filter filter = filters.get(exchange.place());
            exchange.place(exchange.place() + 1);
            ExchangeTrace.enters(exchange, filter);
            if (filter.request(exchange) == Filter.Step.TAKEN) {
                return;
            }
        }
        throw new IllegalStateException("no filter took the exchange");
    }

    /** Walks an answer back through the filters before the one that fetched it; {@code false} when one has answered in its place. */
    boolean walkBack(Exchange exchange, UpstreamAnswer answer) {
        for (int i = exchange.place() - 2; i >= 0; i--) {
            if (filters.get(i).response(exchange, answer) == Filter.Step.TAKEN) {
                return false;
            }
        }
        return true;
    }
}
