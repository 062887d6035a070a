package io.sallyport.edge.problem;

import io.sallyport.contract.Outcome;
import io.sallyport.http.HeaderList;
import io.vertx.core.buffer.Buffer;

/**
 * What we answer when we answer ourselves: a problem document (RFC 9457), or a page of the same content. Never an
 * address, a host name or a stack trace of ours.
 *
 * @param outcome   how the exchange ended
 * @param status    HTTP status
 * @param detail    one sentence for the reader; empty for none
 * @param rule      policy rule that decided; empty for none
 * @param reference law, ticket or list behind it; empty for none
 * @param fields    further response fields, such as {@code Allow}
 * @param authority who has ordered it; empty for nobody in particular
 */
public record Problem(
        Outcome outcome,
        int status,
        String detail,
        String rule,
        String reference,
        HeaderList fields,
        String authority) {
    /** By order of nobody in particular. */
    public Problem(Outcome outcome, int status, String detail, String rule, String reference, HeaderList fields) {
        this(outcome, status, detail, rule, reference, fields, "");
    }

    /** Without further fields. */
    public Problem(Outcome outcome, int status, String detail, String rule, String reference) {
        this(outcome, status, detail, rule, reference, HeaderList.EMPTY);
    }

    /** With the outcome's own status. */
    public static Problem of(Outcome outcome, String detail) {
        return new Problem(outcome, outcome.status(), detail, "", "");
    }

    public static Problem bodyTooLarge(long limit) {
        return of(Outcome.BODY_TOO_LARGE, "The request body is larger than the " + limit + " bytes allowed here.");
    }

    /** The same with these response fields, names and values in turn. */
    public Problem with(String... namesAndValues) {
        return new Problem(outcome, status, detail, rule, reference, HeaderList.of(namesAndValues), authority);
    }

    /** The same by order of somebody. */
    public Problem by(String orderedBy) {
        return new Problem(outcome, status, detail, rule, reference, fields, orderedBy);
    }

    /** The document as JSON. */
    public Buffer body() {
        StringBuilder json = new StringBuilder(160).append("{\"type\":\"about:blank\"");
        member(json, "title", StatusText.of(status));
        json.append(",\"status\":").append(status);
        member(json, "outcome", outcome.token());
        member(json, "detail", detail);
        member(json, "rule", rule);
        member(json, "reference", reference);
        member(json, "authority", authority);
        return Buffer.buffer(json.append("}\n").toString());
    }

    private static void member(StringBuilder json, String name, String value) {
        if (value.isEmpty()) {
            return;
        }
        json.append(",\"").append(name).append("\":\"");
        for (int i = 0; i < value.length(); i++) {
            character(json, value.charAt(i));
        }
        json.append('"');
    }

    private static void character(StringBuilder json, char c) {
        if (c == '"' || c == '\\') {
            json.append('\\').append(c);
        } else if (c < ' ' || c == 0x7f || (c >= 0xd800 && c <= 0xdfff)) {
            json.append(String.format("\\u%04x", (int) c));
        } else {
            json.append(c);
        }
    }
}
