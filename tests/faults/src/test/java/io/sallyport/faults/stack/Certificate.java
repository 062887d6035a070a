package io.sallyport.faults.stack;

import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import javax.net.ssl.SSLContext;

/**
 * A pair of PEM texts.
 *
 * @param context for a server that shows it
 */
public record Certificate(String certificate, String key, SSLContext context) {
    static Certificate of(TestCertificate made) {
        try {
            return new Certificate(Files.readString(made.certificate()), Files.readString(made.key()), made.context());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the TLS listener of an edge looks for it. */
    public void install(Folder folder) {
        folder.write("edge.crt", certificate);
        folder.write("edge.key", key);
    }
}
