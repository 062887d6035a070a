package io.sallyport.policy.credential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads files of lines {@code name:secret} or {@code name:secret:group,group}; {@code #} begins a comment line. */
final class CredentialFile {
    private static final long MAX_BYTES = 16L << 20;
    private static final int MAX_NAME = 256;
    /** Wrong lines that are told of at once. */
    private static final int MAX_TOLD = 10;

    private CredentialFile() {}

    /**
     * One line.
     *
     * @param secret hash of a password, or of a key
     */
    record Entry(String name, String secret, List<String> groups) {}

    /**
     * The entries by name. Fails with {@link IOException} that names the lines, and never what stands on them.
     *
     * @param secret throws {@link IllegalArgumentException} when it is not one
     */
    static Map<String, Entry> read(Path file, Consumer<String> secret) throws IOException {
        if (Files.size(file) > MAX_BYTES) {
            throw new IOException("larger than " + MAX_BYTES + " bytes");
        }
        return entries(Files.readAllLines(file, StandardCharsets.UTF_8), secret);
    }

    /** The same of its lines. */
    static Map<String, Entry> entries(List<String> lines, Consumer<String> secret) throws IOException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (!line.isEmpty() && !line.startsWith("#")) {
                String problem = add(entries, line, secret);
                if (!problem.isEmpty() && wrong.size() < MAX_TOLD) {
                    wrong.add("line " + (i + 1) + problem);
                }
            }
        }
        if (!wrong.isEmpty()) {
            throw new IOException(String.join("; ", wrong));
        }
        if (entries.isEmpty()) {
            throw new IOException("no line that names anybody");
        }
        return entries;
    }

    /** What is wrong with a line; empty for nothing. */
    private static String add(Map<String, Entry> entries, String line, Consumer<String> secret) {
        String[] parts = line.split(":", 3);
        if (parts.length < 2 || parts[0].isEmpty() || parts[0].length() > MAX_NAME) {
            return " is not name:secret or name:secret:group,group";
        }
        try {
            secret.accept(parts[1]);
        } catch (IllegalArgumentException e) {
            return ": " + e.getMessage();
        }
        List<String> groups = parts.length < 3 || parts[2].isBlank()
                ? List.of()
                : List.of(parts[2].strip().split("\\s*,\\s*"));
        boolean again = entries.put(parts[0], new Entry(parts[0], parts[1], groups)) != null;
        return again ? " names somebody who has been named before" : "";
    }
}
