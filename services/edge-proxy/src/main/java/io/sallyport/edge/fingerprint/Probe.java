package io.sallyport.edge.fingerprint;

import io.sallyport.contract.settings.ListenerConfig;
import java.nio.charset.StandardCharsets;

/**
 * One question: the very bytes that are sent.
 *
 * @param name     short, such as {@code unknown-path}
 * @param outsider its circumstances
 * @param listener where it is asked
 * @param port     the bound port
 * @param request  the whole request, one byte for each character
 */
record Probe(String name, Outsider outsider, ListenerConfig listener, int port, String request) {
    byte[] bytes() {
        return request.getBytes(StandardCharsets.ISO_8859_1);
    }
}
