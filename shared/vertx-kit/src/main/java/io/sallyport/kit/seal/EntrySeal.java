package io.sallyport.kit.seal;

import io.vertx.core.buffer.Buffer;
import java.util.Optional;

/**
 * What an entry of a stream carries beside its body: the sum over it, and behind a space the id that the server gave the entry, so that an
 * entry under another id is not taken for it. A server that could not choose the id leaves it out.
 */
public final class EntrySeal {
    private EntrySeal() {}

    /** The sum, before the entry has an id. */
    public static String of(Buffer body) {
        return Checksum.of(body);
    }

    /** What is wrong with an entry that came so; empty when it is the one that was appended. */
    public static Optional<String> damage(String seal, String id, Buffer body) {
        String sum = Checksum.of(body);
        if (!seal.startsWith(sum)) {
            return Optional.of("found the sum " + sum + ", allowed: " + seal);
        }
        boolean named = seal.length() > Checksum.DIGITS;
        return named && !seal.substring(Checksum.DIGITS).equals(" " + id)
                ? Optional.of("found the id " + id + ", allowed: the one in " + seal)
                : Optional.empty();
    }
}
