package io.sallyport.policy.subscription;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Texts of lists as files. Blocking. */
final class TextFiles {
    private static final int DIGITS = 16;
    private static final int BUFFER = 64 * 1024;

    private TextFiles() {}

    /** A name of its own for each text, so that a changed list is another file and nobody reads half of two. */
    static Path of(Path folder, String list, String digest) {
        return folder.resolve(list + "-" + digest.substring(0, Math.min(DIGITS, digest.length())) + ".txt");
    }

    static void compress(Path text, Path into) throws IOException {
        try (InputStream from = Files.newInputStream(text);
                OutputStream to = new GZIPOutputStream(Files.newOutputStream(into), BUFFER)) {
            from.transferTo(to);
        }
    }

    static void expand(Path compressed, Path into) throws IOException {
        try (InputStream from = new GZIPInputStream(Files.newInputStream(compressed), BUFFER);
                OutputStream to = Files.newOutputStream(into)) {
            from.transferTo(to);
        }
    }

    static void deleteAll(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(folder);
    }
}
