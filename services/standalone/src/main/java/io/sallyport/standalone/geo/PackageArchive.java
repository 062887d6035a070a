package io.sallyport.standalone.geo;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/**
 * Reads chosen files out of a gzipped archive in the {@code ustar} format of
 * <a href="https://pubs.opengroup.org/onlinepubs/9699919799/utilities/pax.html">POSIX</a>. Nothing is written anywhere, so
 * that names in the archive can do no harm.
 */
final class PackageArchive {
    private static final int BLOCK = 512;
    private static final int NAME = 100;
    private static final int SIZE_AT = 124;
    private static final int SIZE_LENGTH = 12;
    private static final int TYPE_AT = 156;

    private PackageArchive() {}

    /**
     * The files whose names are wanted, by name.
     *
     * @param maxBytes of all of the archive, unpacked
     */
    static Map<String, byte[]> read(byte[] archive, int maxBytes, Predicate<String> wanted) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        long unpacked = 0;
        try (InputStream tar = new GZIPInputStream(new ByteArrayInputStream(archive))) {
            byte[] head = tar.readNBytes(BLOCK);
            while (head.length == BLOCK && head[0] != 0) {
                String name = text(head, 0, NAME);
                int size = size(head);
                unpacked += BLOCK + size;
                if (unpacked > maxBytes) {
                    throw new IOException("larger than " + maxBytes + " bytes when unpacked");
                }
                byte[] content = tar.readNBytes(size);
                if (content.length < size) {
                    throw new IOException("cut off in " + name);
                }
                boolean file = head[TYPE_AT] == '0' || head[TYPE_AT] == 0;
                if (file && wanted.test(name)) {
                    files.put(name, content);
                }
                tar.readNBytes((BLOCK - size % BLOCK) % BLOCK);
                head = tar.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static int size(byte[] head) throws IOException {
        String digits = text(head, SIZE_AT, SIZE_LENGTH).trim();
        try {
            int size = Integer.parseInt(digits, 8);
            if (size >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            throw new IOException("no archive: a size of \"" + digits + "\"", e);
        }
        throw new IOException("no archive: a size of \"" + digits + "\"");
    }

    private static String text(byte[] head, int at, int length) {
        int end = at;
        while (end < at + length && head[end] != 0) {
            end++;
        }
        return new String(head, at, end - at, StandardCharsets.UTF_8);
    }
}
