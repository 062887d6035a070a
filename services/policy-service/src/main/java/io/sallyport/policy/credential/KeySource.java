package io.sallyport.policy.credential;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the keys of a token rule come from: a text that was read, or one that is fetched and may be newer later. */
final class KeySource {
    private static final Logger LOG = LoggerFactory.getLogger(KeySource.class);

    private final String url;
    private final List<String> algorithms;
    private volatile KeySet current;
    private boolean warned;

    private KeySource(String url, List<String> algorithms, KeySet current) {
        this.url = url;
        this.algorithms = List.copyOf(algorithms);
        this.current = current;
    }

    static KeySource fixed(KeySet keys) {
        return new KeySource("", List.of(), keys);
    }

    /** @param algorithms that tokens may be signed by; keys for none of them are warned of once */
    static KeySource fetched(String url, List<String> algorithms) {
        return new KeySource(url, algorithms, null);
    }

    /** Where to fetch them; empty for keys that are not fetched. */
    String url() {
        return url;
    }

    /** The last good ones; {@code null} before the first. */
    KeySet current() {
        return current;
    }

    /** Called on one context. */
    void take(KeySet newer) {
        if (!warned && !newer.serves(algorithms)) {
            warned = true;
            LOG.warn("keys of {}: none for the rule's algorithms ({})", url, String.join(", ", algorithms));
        }
        current = newer;
    }
}
