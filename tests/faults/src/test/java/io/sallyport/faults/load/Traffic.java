package io.sallyport.faults.load;

import java.time.Duration;
import java.util.List;

/**
 * What a load is made of.
 *
 * @param web         ports of the edges' reverse listeners
 * @param egress      ports of their forward listeners
 * @param safe        ports of their reverse listeners by TLS
 * @param forwardPort of the server behind {@code open.test}
 * @param agent       {@code User-Agent}, by which its records are found
 * @param rate        requests a second
 * @param kinds       which of them
 * @param patience    after which a client gives up
 */
public record Traffic(
        List<Integer> web,
        List<Integer> egress,
        List<Integer> safe,
        int forwardPort,
        String agent,
        int rate,
        List<Kind> kinds,
        Duration patience) {
    int edges() {
        return web.size();
    }

    int port(Ask ask, int edge) {
        if (ask.isSecure()) {
            return safe.get(edge);
        }
        return (ask.isForward() ? egress : web).get(edge);
    }
}
