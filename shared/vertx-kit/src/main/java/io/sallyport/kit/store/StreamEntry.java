package io.sallyport.kit.store;

import io.sallyport.kit.seal.EntrySeal;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * An entry of a stream.
 *
 * @param id   given by the server, ascending: milliseconds since 1970, a dash, a number
 * @param body as it was appended; empty when the entry has gone from the stream, though nobody has settled it
 * @param seal tells a body that is not what was appended; empty when the entry has none, being of a release before
 *     seals, or gone
 */
public record StreamEntry(String id, Buffer body, String seal) {
    /** Of an entry whose fields are not those that anybody writes. */
    static final String STRANGE = "fields e and c";

    /**
     * What shows that it came with wrong bits; empty when nothing does. Reading it again, by {@link StreamReader#own}, may
     * bring the right ones. Goes through the whole body.
     */
    public Optional<String> damage() {
        return seal.isEmpty() ? Optional.empty() : EntrySeal.damage(seal, id, body);
    }

    /** Whether it has no content any more. */
    public boolean isGone() {
        return body.length() == 0 && seal.isEmpty();
    }
}
