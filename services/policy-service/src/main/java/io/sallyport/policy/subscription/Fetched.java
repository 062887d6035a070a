package io.sallyport.policy.subscription;

import java.time.Instant;

/**
 * What is known of a subscription; kept beside its text, so that a restart and other instances know it too.
 *
 * @param url          where the text came from, which may have been another address than the one in force
 * @param digest       hex SHA-256 of the text; empty while there is none
 * @param names        that it holds
 * @param bytes        of the text
 * @param etag         for the next fetch; empty when the server gave none
 * @param lastModified likewise
 * @param fetchedAt    when the text came; {@link Instant#EPOCH} for never
 * @param checkedAt    when the server was last asked with success
 * @param nextAt       when it will be asked
 * @param failures     attempts in a row that brought nothing
 * @param error        of the last attempt; empty when it went well
 * @param held         why a newer text is kept back; empty when none is
 */
public record Fetched(
        String url,
        String digest,
        long names,
        long bytes,
        String etag,
        String lastModified,
        Instant fetchedAt,
        Instant checkedAt,
        Instant nextAt,
        int failures,
        String error,
        String held) {
    /** Nothing at all. */
    public static final Fetched NOTHING =
            new Fetched("", "", 0, 0, "", "", Instant.EPOCH, Instant.EPOCH, Instant.EPOCH, 0, "", "");

    boolean hasText() {
        return !digest.isEmpty();
    }

    /** The server says that nothing has changed, or what it sent is the same. */
    Fetched unchanged(Instant now) {
        return new Fetched(url, digest, names, bytes, etag, lastModified, fetchedAt, now, nextAt, 0, "", "");
    }

    Fetched failed(String why) {
        return new Fetched(
                url, digest, names, bytes, etag, lastModified, fetchedAt, checkedAt, nextAt, failures + 1, why, held);
    }

    /** What came is not taken; it is no failure of the server's. */
    Fetched heldBack(String why, Instant now) {
        return new Fetched(
                url, digest, names, bytes, etag, lastModified, fetchedAt, now, nextAt, failures + 1, "", why);
    }

    Fetched next(Instant at) {
        return new Fetched(
                url, digest, names, bytes, etag, lastModified, fetchedAt, checkedAt, at, failures, error, held);
    }
}
