package io.sallyport.standalone.geo;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Downloaded archives: files or an IOException, and never more than may be unpacked. */
public final class PackageArchiveTarget {
    private static final int MAX = 1 << 20;

    private PackageArchiveTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        read(input);
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(input);
        }
        read(packed.toByteArray());
    }

    private static void read(byte[] archive) {
        Cost.of(archive.length, () -> {
            try {
                Map<String, byte[]> files = PackageArchive.read(archive, MAX, name -> true);
                int bytes =
                        files.values().stream().mapToInt(file -> file.length).sum();
                Check.that(bytes <= MAX, bytes + " bytes");
                return files;
            } catch (IOException refusal) {
                return Map.of();
            } catch (UncheckedIOException other) {
                throw new AssertionError(other);
            }
        });
    }
}
