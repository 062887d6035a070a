package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import io.sallyport.kit.certificate.CertificateReader;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads PEM files and notes what is wrong with them. Blocking; used once. */
final class PemFiles {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    PemFiles(Path folder) {
        this.folder = folder;
    }

    List<Problem> problems() {
        return problems;
    }

    /** One certificate or more. */
    Optional<Buffer> certificates(String component, String file) {
        return bytes(component, file).filter(bytes -> {
            boolean some = !parse(bytes).isEmpty();
            if (!some) {
                add(component, file, ", which holds no certificate", "a PEM file of certificates");
            }
            return some;
        });
    }

    /** Those of a file; none when it cannot be used. */
    List<X509Certificate> parsed(String component, String file) {
        return bytes(component, file).map(PemFiles::parse).orElse(List.of());
    }

    /** A private key that is not encrypted. */
    Optional<Buffer> key(String component, String file) {
        return bytes(component, file).filter(bytes -> {
            String text = bytes.toString(StandardCharsets.ISO_8859_1);
            boolean some = text.contains("PRIVATE KEY-----") && !text.contains("ENCRYPTED");
            if (!some) {
                add(component, file, ", which holds no private key in clear", "PEM with BEGIN PRIVATE KEY");
            }
            return some;
        });
    }

    void add(String component, String file, String what, String allowed) {
        problems.add(new Problem(component, '"' + file + '"' + what, allowed));
    }

    private Optional<Buffer> bytes(String component, String file) {
        try {
            return Optional.of(Buffer.buffer(Files.readAllBytes(folder.resolve(file))));
        } catch (NoSuchFileException e) {
            add(component, file, ", which does not exist", "a PEM file");
        } catch (IOException e) {
            add(component, file, " (" + e + ")", "a PEM file that can be read");
        }
        return Optional.empty();
    }

    private static List<X509Certificate> parse(Buffer bytes) {
        try {
            return CertificateReader.certificates(bytes.toString(StandardCharsets.ISO_8859_1));
        } catch (CertificateException e) {
            return List.of();
        }
    }
}
