package io.sallyport.edge.exchange;

import io.sallyport.edge.answer.UpstreamAnswer;

/**
 * One ordered step of an exchange: walked forward for the request, backward for the response. A filter asks a pure
 * engine and carries the answer out; it keeps no state of an exchange.
 */
public interface Filter {
    /** What the chain does next. */
    enum Step {
        /** Go on with the next filter. */
        NEXT,
        /** This filter has answered, or will call {@link Exchange#proceed} or answer later. */
        TAKEN
    }

    /** The request on its way in. */
    Step request(Exchange exchange);

    /** What its work is called in traces; empty where it is not worth a span. */
    default String phase() {
        return "";
    }

    /** An origin's answer on its way out, before any of it is written. Does nothing by default. */
    default Step response(Exchange exchange, UpstreamAnswer answer) {
        return Step.NEXT;
    }
}
