package io.sallyport.policy.credential;

/** Where the keys of a token rule come from: a text that was read, or one that is fetched and may be newer later. */
final class KeySource {
    private final String url;
    private volatile KeySet current;

    private KeySource(String url, KeySet current) {
        this.url = url;
        this.current = current;
    }

    static KeySource fixed(KeySet keys) {
        return new KeySource("", keys);
    }

    static KeySource fetched(String url) {
        return new KeySource(url, null);
    }

    /** Where to fetch them; empty for keys that are not fetched. */
    String url() {
        return url;
    }

    /** The last good ones; {@code null} before the first. */
    KeySet current() {
        return current;
    }

    void take(KeySet newer) {
        current = newer;
    }
}
