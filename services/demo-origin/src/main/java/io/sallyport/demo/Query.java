package io.sallyport.demo;

import io.vertx.core.http.HttpServerRequest;
import java.util.OptionalLong;

/** Numbers in a query. */
final class Query {
    private Query() {}

    /** The number, or the fallback when it is not given; empty, and answered 400, when it is wrong. */
    static OptionalLong number(HttpServerRequest request, String name, long fallback, long min, long max) {
        String text = request.getParam(name);
        if (text == null) {
            return OptionalLong.of(fallback);
        }
        if (text.matches("\\d{1,18}")) {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return OptionalLong.of(value);
            }
        }
        Answer.problem(request, 400, name + ": found \"" + text + "\", allowed: " + min + " to " + max);
        return OptionalLong.empty();
    }
}
