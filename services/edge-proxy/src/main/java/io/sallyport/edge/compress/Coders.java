package io.sallyport.edge.compress;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import com.aayushatharva.brotli4j.encoder.BrotliOutputStream;
import com.aayushatharva.brotli4j.encoder.Encoder;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import io.sallyport.contract.route.CompressDocument.Coding;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumSet;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The coders that this machine has. The levels are those at which a core does about 80 MB/s or more of text and
 * holds a mebibyte or less for each body; the next level up costs half as much again for a few percent.
 */
final class Coders {
    private static final Logger LOG = LoggerFactory.getLogger(Coders.class);

    private static final int GZIP_LEVEL = 4;
    private static final int BROTLI_QUALITY = 4;
    /** As a power of two: 1 MiB, which every decoder takes. */
    private static final int WINDOW = 20;

    private static final int ZSTD_LEVEL = 3;
    private static final int BUFFER = 8 * 1024;

    private final Set<Coding> present = EnumSet.of(Coding.GZIP);

    /** Loads the native parts; one that does not load is said once, and its coding is not offered. */
    Coders() {
        load(Coding.BR, Brotli4jLoader::ensureAvailability);
        load(Coding.ZSTD, Native::load);
    }

    private void load(Coding coding, Runnable loading) {
        try {
            loading.run();
            present.add(coding);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn(
                    "no answer will be compressed with {}: its native part does not load here: {}",
                    coding,
                    e.toString());
        }
    }

    boolean has(Coding coding) {
        return present.contains(coding);
    }

    /** A stream that writes coded bytes; to be closed in any case, because it holds memory outside the heap. */
    OutputStream open(Coding coding, OutputStream to) throws IOException {
        return switch (coding) {
            case GZIP -> new Gzip(to);
            case BR ->
                new BrotliOutputStream(
                        to, new Encoder.Parameters().setQuality(BROTLI_QUALITY).setWindow(WINDOW), BUFFER);
            case ZSTD ->
                new ZstdOutputStreamNoFinalizer(to, ZSTD_LEVEL)
                        .setWindowLog(WINDOW)
                        .setCloseFrameOnFlush(false);
        };
    }

    /** With a level, and with a flush that brings everything out. */
    private static final class Gzip extends GZIPOutputStream {
        Gzip(OutputStream to) throws IOException {
            super(to, BUFFER, true);
            def.setLevel(GZIP_LEVEL);
        }
    }
}
