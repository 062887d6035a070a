package io.sallyport.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A text to bind.
 *
 * @param file      its name in findings
 * @param text      YAML or JSON
 * @param variables what <code>${NAME}</code> stands for
 * @param overrides values that win over those in the text
 */
public record Source(String file, String text, Map<String, String> variables, Overrides overrides) {
    /** Bytes of the largest text that is read. */
    public static final int MAX_BYTES = 4 << 20;

    public Source {
        variables = Map.copyOf(variables);
    }

    /** A text without variables and overrides. */
    public static Source of(String file, String text) {
        return new Source(file, text, Map.of(), Overrides.NONE);
    }

    /**
     * A file.
     *
     * @throws ConfigException if it cannot be read, is larger than {@link #MAX_BYTES} or not UTF-8
     */
    public static Source read(Path path) {
        String file = path.toString();
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            return of(
                    file,
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .decode(ByteBuffer.wrap(bytes))
                            .toString());
        } catch (CharacterCodingException e) {
            throw new ConfigException(List.of(Finding.of(file, "bytes that are not UTF-8", "UTF-8 text")));
        } catch (NoSuchFileException e) {
            throw new ConfigException(List.of(Finding.of(file, "no such file", "a readable file")));
        } catch (IOException e) {
            throw new ConfigException(List.of(Finding.of(file, "a read error (" + e + ")", "a readable file")));
        }
    }

    public Source withVariables(Map<String, String> replacement) {
        return new Source(file, text, replacement, overrides);
    }

    public Source withOverrides(Overrides replacement) {
        return new Source(file, text, variables, replacement);
    }
}
