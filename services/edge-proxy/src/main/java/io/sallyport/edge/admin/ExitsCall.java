package io.sallyport.edge.admin;

import io.sallyport.kit.api.Answers;
import io.sallyport.kit.inquiry.ExitsInquiry;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** {@code GET /v1/exits}: how the ways out fare on every edge. */
final class ExitsCall {
    private static final String PATH = "/v1/exits";

    private final ExitsInquiry inquiry;

    ExitsCall(ExitsInquiry inquiry) {
        this.inquiry = inquiry;
    }

    void mount(Router router) {
        router.get(PATH).handler(this::tell);
    }

    private void tell(RoutingContext context) {
        inquiry.ask().onSuccess(told -> Answers.json(context, 200, told)).onFailure(context::fail);
    }
}
