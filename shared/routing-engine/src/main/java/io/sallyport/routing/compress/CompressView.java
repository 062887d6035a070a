package io.sallyport.routing.compress;

import io.sallyport.contract.route.CompressDocument;
import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.http.CacheControl;
import io.sallyport.http.CacheDirective;
import io.sallyport.http.HeaderView;
import java.util.List;
import java.util.function.Predicate;

/** What a route compresses, ready for look-up. Immutable. */
public final class CompressView {
    private static final long UNKNOWN = -1;

    /** Fields that vouch for the very bytes that the server sent. */
    private static final List<String> SEALS = List.of("content-digest", "repr-digest", "digest", "content-md5");

    private final CompressDocument document;
    private final MediaTypes types;

    /** @param document the route's rules */
    public CompressView(CompressDocument document) {
        this.document = document;
        this.types = new MediaTypes(document.type());
    }

    /** Why an answer is left as it is, or that it is not. */
    public enum Judgement {
        /** Its form depends on Accept-Encoding: it is compressed for those who take that, and says so to all. */
        COMPRESSIBLE,
        /** No body, part of one, or none that is a whole representation. */
        STATUS,
        /** It has a coding already. */
        CODED,
        /** Its type gains nothing, or must not wait. */
        TYPE,
        /** It is too small to gain anything. */
        SMALL,
        /** One side forbids it: {@code Cache-Control: no-transform}, or a digest of the bytes. */
        FORBIDDEN
    }

    /**
     * The coding for a client.
     *
     * @param acceptEncoding lines of the field
     * @param present        which codings can be made here
     */
    public CodingChoice choose(List<String> acceptEncoding, Predicate<Coding> present) {
        return CodingChoice.of(
                acceptEncoding, document.coding().stream().filter(present).toList());
    }

    /**
     * Whether an answer may be compressed, whoever asks.
     *
     * @param request the fields of the request
     * @param answer  the fields of the answer
     */
    public Judgement judge(int status, HeaderView request, HeaderView answer) {
        if (status < 200 || status == 204 || status == 205 || status == 206 || status == 304 || isPart(answer)) {
            return Judgement.STATUS;
        }
        String coding = answer.get("content-encoding");
        if (coding != null && !coding.strip().equalsIgnoreCase("identity")) {
            return Judgement.CODED;
        }
        String type = answer.get("content-type");
        if (type == null || !types.contain(type)) {
            return Judgement.TYPE;
        }
        if (length(answer) != UNKNOWN && length(answer) < document.min().bytes()) {
            return Judgement.SMALL;
        }
        return isForbidden(request) || isForbidden(answer) || SEALS.stream().anyMatch(answer::contains)
                ? Judgement.FORBIDDEN
                : Judgement.COMPRESSIBLE;
    }

    private static boolean isPart(HeaderView answer) {
        return answer.contains("content-range");
    }

    private static boolean isForbidden(HeaderView fields) {
        List<String> lines = fields.all("cache-control");
        return !lines.isEmpty() && CacheControl.parse(lines).has(CacheDirective.NO_TRANSFORM);
    }

    private static long length(HeaderView answer) {
        String text = answer.get("content-length");
        if (text == null || text.isEmpty() || text.length() > 18) {
            return UNKNOWN;
        }
        long length = 0;
        for (int i = 0; i < text.length(); i++) {
            int digit = text.charAt(i) - '0';
            if (digit < 0 || digit > 9) {
                return UNKNOWN;
            }
            length = length * 10 + digit;
        }
        return length;
    }
}
