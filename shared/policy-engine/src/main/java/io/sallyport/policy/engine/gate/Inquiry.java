package io.sallyport.policy.engine.gate;

import java.util.List;

/**
 * A service of ours that is asked about each request.
 *
 * @param url           where
 * @param timeoutMillis for its whole answer
 * @param copy          fields of its answer that travel to the server, in lower case
 * @param user          field of its answer that names the user; empty for none
 * @param userHeader    field that tells the server who it is; empty for none
 */
public record Inquiry(String url, long timeoutMillis, List<String> copy, String user, String userHeader)
        implements Demand {
    public Inquiry {
        copy = List.copyOf(copy);
    }

    @Override
    public String word() {
        return "forwardAuth";
    }
}
