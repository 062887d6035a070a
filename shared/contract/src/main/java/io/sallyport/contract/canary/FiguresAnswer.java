package io.sallyport.contract.canary;

import java.util.List;

/**
 * What one log-collector has seen.
 *
 * @param id        of the question
 * @param collector instance that answers
 * @param routes    one for each that was asked about
 */
public record FiguresAnswer(String id, String collector, List<CanaryFigures> routes) {
    public FiguresAnswer {
        routes = List.copyOf(routes);
    }
}
