package io.sallyport.standalone.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * Copies jars, leaving native libraries out: this machine's go into a folder of their own, where the JVM finds them without
 * unpacking anything at a start, others' nowhere.
 */
final class SlimJar {
    private final NativeLibraries libraries;
    private final Path lib;
    private final Path natives;

    /**
     * Into two folders that are there.
     *
     * @param lib     for jars
     * @param natives for libraries
     */
    SlimJar(NativeLibraries libraries, Path lib, Path natives) {
        this.libraries = libraries;
        this.lib = lib;
        this.natives = natives;
    }

    /** The copy, or nothing when the jar has nothing but libraries. */
    Optional<Path> copy(Path jar) throws IOException {
        try (ZipFile from = new ZipFile(jar.toFile())) {
            List<? extends ZipEntry> entries = from.stream().toList();
            if (entries.stream().noneMatch(entry -> NativeLibraries.is(entry.getName()))) {
                return Optional.of(Files.copy(jar, lib.resolve(jar.getFileName()), StandardCopyOption.COPY_ATTRIBUTES));
            }
            for (ZipEntry entry : entries) {
                Optional<String> name = libraries.file(entry.getName());
                if (name.isPresent()) {
                    unpack(from, entry, natives.resolve(name.get()));
                }
            }
            List<? extends ZipEntry> rest = entries.stream()
                    .filter(entry -> !entry.isDirectory() && !NativeLibraries.is(entry.getName()))
                    .toList();
            return rest.stream().anyMatch(entry -> entry.getName().endsWith(".class"))
                    ? Optional.of(write(from, rest, lib.resolve(jar.getFileName())))
                    : Optional.empty();
        }
    }

    private static void unpack(ZipFile from, ZipEntry entry, Path file) throws IOException {
        try (InputStream content = from.getInputStream(entry)) {
            Files.copy(content, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path write(ZipFile from, List<? extends ZipEntry> entries, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                ZipOutputStream to = new ZipOutputStream(out)) {
            for (ZipEntry entry : entries) {
                ZipEntry copy = new ZipEntry(entry.getName());
                copy.setTime(entry.getTime());
                to.putNextEntry(copy);
                try (InputStream content = from.getInputStream(entry)) {
                    content.transferTo(to);
                }
            }
        }
        return jar;
    }
}
