package io.sallyport.router.health;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.pointer.JsonPointer;
import java.util.Optional;

/** Finds the version in what an info endpoint answers. */
final class VersionPointer {
    /** As long as a version in the document may be. */
    private static final int MAX = 64;

    private VersionPointer() {}

    /**
     * The text or number at the pointer (RFC 6901). Empty when the answer is no success, not JSON, too long, has nothing
     * there, or what is there could not be sent in a field.
     */
    static Optional<String> find(ProbeAnswer answer, String pointer) {
        if (!answer.isSuccess() || !answer.whole()) {
            return Optional.empty();
        }
        try {
            Object value = JsonPointer.from(pointer).queryJson(Json.decodeValue(answer.body()));
            return value instanceof String || value instanceof Number
                    ? Optional.of(value.toString().strip()).filter(VersionPointer::isVersion)
                    : Optional.empty();
        } catch (DecodeException e) {
            return Optional.empty();
        }
    }

    private static boolean isVersion(String text) {
        return !text.isEmpty() && text.length() <= MAX && text.chars().allMatch(c -> c > ' ' && c < 127);
    }
}
