package io.sallyport.standalone.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A text on disk, or from the standard input where the name is {@code -}. */
final class TextFile {
    private static final int MAX_BYTES = 1 << 20;

    private TextFile() {}

    static String read(CommandSpec spec, Path file) {
        try {
            byte[] bytes = file.toString().equals("-") ? System.in.readNBytes(MAX_BYTES + 1) : onDisk(file);
            if (bytes.length > MAX_BYTES) {
                throw new ParameterException(
                        spec.commandLine(), file + ": found more than 1 MiB, allowed: at most 1 MiB");
            }
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            throw new ParameterException(
                    spec.commandLine(), file + ": found no such file, allowed: a readable file", e);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), file + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    private static byte[] onDisk(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(MAX_BYTES + 1);
        }
    }
}
