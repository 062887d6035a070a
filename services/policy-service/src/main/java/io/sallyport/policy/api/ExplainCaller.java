package io.sallyport.policy.api;

import io.sallyport.policy.engine.CallerFacts;
import io.vertx.core.http.HttpServerRequest;

/** Reads what an explain call supposes of the caller: nothing, unless it says so. */
final class ExplainCaller {
    private ExplainCaller() {}

    /** {@code route}, {@code country}, {@code user}, and {@code group} as often as wanted. */
    static CallerFacts of(HttpServerRequest request) {
        return new CallerFacts.Known(
                or(request.getParam("route"), ""),
                or(request.getParam("country"), CallerFacts.UNKNOWN),
                or(request.getParam("user"), ""),
                request.params().getAll("group"));
    }

    private static String or(String value, String otherwise) {
        return value == null ? otherwise : value;
    }
}
