package io.sallyport.contract.route;

import io.sallyport.contract.Require;

/**
 * A fixed answer of ours.
 *
 * @param status 200 to 599
 * @param type   media type of the body
 * @param body   text; empty for none
 */
public record AnswerDocument(Integer status, String type, String body) {
    public AnswerDocument {
        status = Require.range(status == null ? 200 : status, 200, 599, "status");
        type = type == null ? "text/plain; charset=utf-8" : type;
        body = body == null ? "" : body;
    }
}
