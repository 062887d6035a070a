package io.sallyport.edge.audit;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What a record keeps of a body: JSON of a wish as it was, secrets masked; of whole documents, which have revisions of their
 * own, and of anything else, the length and a digest.
 */
final class BodySummary {
    /** Characters of a summary, at most. */
    static final int MAX = 2048;

    /** Longer JSON is not looked into: it is a document. */
    private static final int JSON_MAX = 64 * 1024;

    private static final int DIGEST_DIGITS = 16;

    private BodySummary() {}

    /** @param document whether the body is the whole of a document */
    static String of(Buffer body, boolean document) {
        if (body == null || body.length() == 0) {
            return "";
        }
        if (document || body.length() > JSON_MAX) {
            return digest(body);
        }
        try {
            Object json = Json.decodeValue(body);
            boolean structured = json instanceof JsonObject || json instanceof JsonArray;
            return structured ? cut(Json.encode(Masked.json(json))) : digest(body);
        } catch (DecodeException e) {
            return digest(body);
        }
    }

    /** Halves of a surrogate pair, one that is cut or one that was sent, have no bytes and would break what is written of it. */
    static String cut(String text) {
        String whole = new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
        if (whole.length() <= MAX) {
            return whole;
        }
        int end = Character.isHighSurrogate(whole.charAt(MAX - 2)) ? MAX - 2 : MAX - 1;
        return whole.substring(0, end) + "…";
    }

    private static String digest(Buffer body) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
            return body.length() + " bytes, sha256 "
                    + HexFormat.of().formatHex(digest).substring(0, DIGEST_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
