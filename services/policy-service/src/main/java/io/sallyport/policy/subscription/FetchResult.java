package io.sallyport.policy.subscription;

/** What a server answered. Failures are failures of the future. */
sealed interface FetchResult {
    /** Nothing has changed. */
    record Unchanged() implements FetchResult {}

    /**
     * A text, which lies in the file that was named.
     *
     * @param type what the server says it is; may be empty
     */
    record Text(String etag, String lastModified, String type) implements FetchResult {}
}
