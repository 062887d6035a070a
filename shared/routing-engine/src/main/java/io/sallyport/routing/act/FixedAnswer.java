package io.sallyport.routing.act;

import io.sallyport.contract.route.AnswerDocument;
import java.nio.charset.StandardCharsets;

/** A fixed answer. Nobody may write to the body. */
public final class FixedAnswer implements DirectAnswer {
    private final int status;
    private final String type;
    private final byte[] body;

    FixedAnswer(AnswerDocument document) {
        this.status = document.status();
        this.type = document.type();
        this.body = document.body().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public int status() {
        return status;
    }

    /** Media type of the body. */
    public String type() {
        return type;
    }

    /** UTF-8; empty for none. */
    public byte[] body() {
        return body;
    }
}
