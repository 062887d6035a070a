package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.kit.certificate.CertificateReader;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * A cluster's {@code tls} in terms of Vert.x. The files' bytes go into the options, so that no connection ever waits for
 * a disk, and all connections of one setting are trusted by the same files.
 */
public final class UpstreamTls {
    /** As if {@code tls} were absent: the JDK's authorities, the endpoint's own name, no certificate of ours. */
    public static final UpstreamTlsDocument DEFAULT = new UpstreamTlsDocument(null, null, null, null, null);

    private UpstreamTls() {}

    /**
     * Reads the files; blocking.
     *
     * @param folder where relative names of files begin
     */
    public static ClientSSLOptions read(UpstreamTlsDocument tls, Path folder) throws TlsFilesException {
        PemFiles files = new PemFiles(folder);
        ClientSSLOptions options = new ClientSSLOptions()
                .setTrustAll(!tls.verify())
                .setHostnameVerificationAlgorithm(tls.verify() ? "HTTPS" : "");
        if (!tls.ca().isEmpty()) {
            files.certificates("ca", tls.ca())
                    .ifPresent(ca -> options.setTrustOptions(new PemTrustOptions().addCertValue(ca)));
        }
        if (!tls.cert().isEmpty()) {
            certificate(tls, files).ifPresent(options::setKeyCertOptions);
        }
        if (!files.problems().isEmpty()) {
            throw new TlsFilesException(files.problems());
        }
        return options;
    }

    private static Optional<PemKeyCertOptions> certificate(UpstreamTlsDocument tls, PemFiles files) {
        Optional<Buffer> cert = files.certificates("cert", tls.cert());
        Optional<Buffer> key = files.key("key", tls.key());
        if (cert.isEmpty() || key.isEmpty()) {
            return Optional.empty();
        }
        PemKeyCertOptions pair =
                new PemKeyCertOptions().addCertValue(cert.get()).addKeyValue(key.get());
        try {
            if (belongTogether(pair)) {
                return Optional.of(pair);
            }
            files.add("key", tls.key(), ", which belongs to another certificate", "the key of " + tls.cert());
            return Optional.empty();
        } catch (Exception e) {
            files.add("key", tls.key(), ", which cannot be read", "the PKCS #8 key of " + tls.cert());
            return Optional.empty();
        }
    }

    private static boolean belongTogether(PemKeyCertOptions pair) throws Exception {
        String alias = pair.loadKeyStore(null).aliases().nextElement();
        for (KeyManager manager : pair.getKeyManagerFactory(null).getKeyManagers()) {
            if (manager instanceof X509KeyManager keys) {
                return CertificateReader.belongTogether(
                        keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0].getPublicKey());
            }
        }
        return false;
    }

    /** What is wrong with the files, at the paths {@code ca}, {@code cert} and {@code key}; blocking. */
    public static List<Problem> problems(UpstreamTlsDocument tls, Path folder) {
        try {
            read(tls, folder);
            return List.of();
        } catch (TlsFilesException e) {
            return e.problems();
        }
    }

    /** The name that an endpoint's certificate must be for, and that is asked for by SNI unless it is an address. */
    public static String serverName(UpstreamTlsDocument tls, String host) {
        return tls.serverName().isEmpty() ? host : tls.serverName();
    }
}
