package io.sallyport.edge.filter;

import io.sallyport.cache.engine.BypassReason;
import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.edge.exchange.FieldCopy;
import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.limit.Limit;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.forwarded.Hearsay;
import io.vertx.core.MultiMap;
import java.util.function.BiConsumer;

/**
 * What a request head must be like beyond what the parser under us demands (RFC 9110 section 5, RFC 9112 sections 3.2
 * and 6): one Host on HTTP/1.1, real field names, a bounded number of fields, no ambiguous framing. Counts in fields
 * of its own, to spare every request an allocation. Owner: one loop's thread.
 */
final class HeadRules implements BiConsumer<String, String> {
    /** Of the registered methods the longest has 17 letters. */
    private static final int MAX_METHOD = 32;

    private static final Problem TOO_LONG =
            Problem.of(Outcome.HEAD_TOO_LARGE, "A header field of the request is too long.");
    private static final Problem BAD_NAME =
            Problem.of(Outcome.BAD_REQUEST, "The request has a header field without a valid name.");
    private static final Problem BAD_HOST =
            Problem.of(Outcome.BAD_REQUEST, "The request must have exactly one Host field.");
    private static final Problem BAD_FRAMING =
            Problem.of(Outcome.BAD_REQUEST, "The length of the request cannot be known for certain.");
    private static final Problem TRACE = new Problem(Outcome.NOT_SERVED, 405, "TRACE is not served.", "", "");
    private static final Problem UNKNOWN_METHOD = Problem.of(Outcome.NOT_SERVED, "No such method is known.");
    private static final Problem EXPECTATION =
            new Problem(Outcome.BAD_REQUEST, 417, "Only 100-continue can be expected.", "", "");

    private int fields;
    private int longest;
    private int hosts;
    private int lengths;
    private int codings;
    private boolean badName;
    private boolean upgrade;
    private boolean underscore;
    private BypassReason unkeyed;

    /** The problem with the head, or {@code null} when there is none. */
    Problem check(Exchange exchange) {
        MultiMap headers = exchange.request().headers();
        fields = 0;
        longest = 0;
        hosts = 0;
        lengths = 0;
        codings = 0;
        badName = false;
        upgrade = false;
        unkeyed = null;
        headers.forEach(this);
        if (upgrade) {
            exchange.transfer().withUpgrade();
        }
        exchange.unkeyed(unkeyed);
        if (badName) {
            return BAD_NAME;
        }
        Problem large = checkSize(exchange.client().limits());
        if (large != null) {
            return large;
        }
        if (lengths + codings > 1) {
            return BAD_FRAMING;
        }
        return hosts == 1 || (hosts == 0 && mayLackHost(exchange)) ? checkMeaning(exchange, headers) : BAD_HOST;
    }

    private Problem checkSize(ClientLimits limits) {
        if (fields > limits.fields()) {
            limits.hit(Limit.FIELDS);
            return Problem.of(
                    Outcome.HEAD_TOO_LARGE, "The request has more than " + limits.fields() + " header fields.");
        }
        if (longest > limits.field()) {
            limits.hit(Limit.FIELD);
            return TOO_LONG;
        }
        return null;
    }

    @Override
    public void accept(String name, String value) {
        fields++;
        longest = Math.max(longest, name.length() + value.length());
        badName |= !isName(name);
        if (name.length() == 4 && name.equalsIgnoreCase("host")) {
            hosts++;
        } else if (name.length() == 7 && name.equalsIgnoreCase("upgrade")) {
            upgrade = true;
        } else if (name.length() == 14 && name.equalsIgnoreCase("content-length")) {
            lengths++;
        } else if (name.length() == 17 && name.equalsIgnoreCase("transfer-encoding")) {
            codings += value.equalsIgnoreCase("chunked") ? 1 : 2;
        } else {
            noteUnkeyed(name, value);
        }
    }

    /** What changes the answer without being part of any key. Servers by way of CGI take an underscore for a dash. */
    private void noteUnkeyed(String name, String value) {
        if (name.length() == 10 && name.equalsIgnoreCase("connection")) {
            unkeyed = FieldCopy.takesFieldsAway(value) ? BypassReason.CONNECTION : unkeyed;
        } else if (Hearsay.isMethodOverride(underscore ? Hearsay.dashed(name) : name)) {
            unkeyed = BypassReason.METHOD_OVERRIDE;
        }
    }

    /** HTTP/2 says it in {@code :authority}; HTTP/1.0 in absolute-form says it in the target. */
    private static boolean mayLackHost(Exchange exchange) {
        return !exchange.client().isHttp1()
                || (exchange.request().version() == io.vertx.core.http.HttpVersion.HTTP_1_0
                        && exchange.listener().forward());
    }

    private static Problem checkMeaning(Exchange exchange, MultiMap headers) {
        String method = exchange.request().method().name();
        if (method.equals("TRACE")) {
            return TRACE;
        }
        if (method.length() > MAX_METHOD) {
            return UNKNOWN_METHOD;
        }
        String expect = headers.get("expect");
        return expect == null || expect.equalsIgnoreCase("100-continue") ? null : EXPECTATION;
    }

    private boolean isName(String name) {
        underscore = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c >= 0x7f || c == ':') {
                return false;
            }
            underscore |= c == '_';
        }
        return !name.isEmpty();
    }
}
