package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.contract.settings.StoreTlsConfig;
import io.vertx.core.net.ClientSSLOptions;
import java.nio.file.Path;
import java.util.List;

/** {@code store.tls} in terms of Vert.x. The chain of a server is always verified. */
public final class StoreTls {
    private StoreTls() {}

    /**
     * Reads the files; blocking.
     *
     * @param folder where relative names of files begin
     * @throws IllegalArgumentException if they cannot be used
     */
    public static ClientSSLOptions read(StoreTlsConfig tls, Path folder) {
        try {
            return UpstreamTls.read(document(tls), folder)
                    .setHostnameVerificationAlgorithm(tls.verifyHost() ? "HTTPS" : "");
        } catch (TlsFilesException e) {
            throw new IllegalArgumentException("store.tls." + e.getMessage(), e);
        }
    }

    /** What is wrong with the files, at the paths {@code ca}, {@code cert} and {@code key}; blocking. */
    public static List<Problem> problems(StoreTlsConfig tls, Path folder) {
        return UpstreamTls.problems(document(tls), folder);
    }

    private static UpstreamTlsDocument document(StoreTlsConfig tls) {
        return new UpstreamTlsDocument(tls.ca(), true, "", tls.cert(), tls.key());
    }
}
