package io.sallyport.policy.revision;

import java.time.Instant;
import java.util.Map;

/**
 * A text that was put in force, or the same text with other lists.
 *
 * @param number     from 1, without gaps
 * @param at         when it was put in force
 * @param author     who did it, as they called themselves
 * @param note       why
 * @param text       hex SHA-256 of the text as written
 * @param digest     hex SHA-256 of what it was compiled to, lists included
 * @param lists      digests of its compiled lists, by name
 * @param generation of the first snapshot that was published of it; 0 before that
 */
public record Revision(
        long number,
        Instant at,
        Source source,
        String author,
        String note,
        String text,
        String digest,
        Map<String, String> lists,
        long generation) {
    /** Where it came from. */
    public enum Source {
        /** {@code policies.yaml} was another one. */
        FILE,
        /** A list was another one. */
        LISTS,
        /** Somebody put a text. */
        API,
        /** A rule on trial was put in force. */
        PROMOTE,
        /** A rule was put on trial. */
        DEMOTE,
        /** An earlier text was taken again. */
        RESTORE
    }

    public Revision {
        lists = Map.copyOf(lists);
    }

    /** Names a revision in {@code ETag} and {@code If-Match}: changes when the text does, and when it is put in force again. */
    public String tag() {
        return number + "-" + text.substring(0, 12);
    }

    Revision numbered(long other) {
        return new Revision(other, at, source, author, note, text, digest, lists, generation);
    }

    Revision published(long as) {
        return new Revision(number, at, source, author, note, text, digest, lists, as);
    }
}
