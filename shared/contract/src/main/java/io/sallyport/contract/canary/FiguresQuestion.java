package io.sallyport.contract.canary;

import java.util.List;

/**
 * Asks every log-collector what it has seen of canaries.
 *
 * @param id     names the question in its answers
 * @param routes what is asked about
 */
public record FiguresQuestion(String id, List<Wanted> routes) {
    /**
     * One route.
     *
     * @param route     its name
     * @param ageMillis how far back to look from now, so that clocks need not agree
     */
    public record Wanted(String route, long ageMillis) {}

    public FiguresQuestion {
        routes = List.copyOf(routes);
    }
}
