package io.sallyport.contract.route;

import io.sallyport.contract.ByteSize;
import java.util.List;

/**
 * Compression of answers that their server has not compressed.
 *
 * @param coding codings offered, the preferred first
 * @param type   media types compressed, {@code text/*} for all of a kind; none: the usual text types
 * @param min    smallest body worth it, when its length is known
 */
public record CompressDocument(List<Coding> coding, List<String> type, ByteSize min) {

    /** Content codings (RFC 9110 section 8.4.1, RFC 7932, RFC 8878). */
    public enum Coding {
        ZSTD,
        BR,
        GZIP
    }

    public CompressDocument {
        coding =
                coding == null || coding.isEmpty() ? List.of(Coding.ZSTD, Coding.BR, Coding.GZIP) : List.copyOf(coding);
        type = type == null ? List.of() : List.copyOf(type);
        min = min == null ? ByteSize.parse("1KiB") : min;
    }
}
