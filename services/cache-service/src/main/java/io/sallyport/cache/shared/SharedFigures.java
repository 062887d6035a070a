package io.sallyport.cache.shared;

import io.sallyport.kit.api.Metrics;

/** Counts what becomes of questions and fills. */
final class SharedFigures {
    private final Metrics.Counter hits;
    private final Metrics.Counter misses;
    private final Metrics.Counter fills;
    private final Metrics.Counter refused;

    SharedFigures(Metrics metrics) {
        this.hits = questions(metrics, "hit");
        this.misses = questions(metrics, "miss");
        this.fills =
                metrics.counter("sallyport_cache_fills_total", "Responses that edges brought and that were taken.");
        this.refused = metrics.counter(
                "sallyport_cache_fills_refused_total",
                "Responses that edges brought and that were not taken: too large, too old, removed meanwhile, or damaged.");
    }

    private static Metrics.Counter questions(Metrics metrics, String result) {
        return metrics.counter(
                "sallyport_cache_questions_total", "Questions of edges to the shared cache.", "result", result);
    }

    void hit() {
        hits.increment();
    }

    void miss() {
        misses.increment();
    }

    void filled() {
        fills.increment();
    }

    void refused() {
        refused.increment();
    }

    long hits() {
        return hits.value();
    }

    long misses() {
        return misses.value();
    }

    long fills() {
        return fills.value();
    }
}
