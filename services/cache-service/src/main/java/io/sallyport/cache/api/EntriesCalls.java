package io.sallyport.cache.api;

import io.sallyport.contract.cache.EntriesQuestion;
import io.sallyport.kit.api.Answers;
import io.sallyport.kit.inquiry.EntriesInquiry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /v1/cache/entries?url=}: what every edge's cache and the shared tier know of a URL. */
public final class EntriesCalls {
    private static final int MAX_URL = 8192;
    private static final int MAX_FIELDS = 16;

    private final EntriesInquiry inquiry;

    public EntriesCalls(EntriesInquiry inquiry) {
        this.inquiry = inquiry;
    }

    public void mount(Router router) {
        router.get("/v1/cache/entries").handler(this::entries);
    }

    private void entries(RoutingContext context) {
        String url = context.queryParams().get("url");
        List<String> fields = context.queryParams().getAll("header");
        String problem = problem(url, fields);
        if (!problem.isEmpty()) {
            Answers.problem(context, 400, problem);
            return;
        }
        inquiry.ask(new EntriesQuestion(url, fields, true))
                .onSuccess(told -> Answers.json(context, 200, told))
                .onFailure(context::fail);
    }

    private static String problem(String url, List<String> fields) {
        boolean known = url != null && url.length() <= MAX_URL && url.matches("(?i)https?://[^/?#].*");
        if (!known) {
            return "url: found " + (url == null ? "nothing" : '"' + url + '"')
                    + ", allowed: an http or https URL of up to " + MAX_URL + " characters";
        }
        boolean fielded = fields.size() <= MAX_FIELDS
                && fields.stream().allMatch(field -> field.indexOf(':') > 0 && field.length() <= MAX_URL);
        return fielded ? "" : "header: found " + fields + ", allowed: up to 16 times \"Name: value\"";
    }
}
