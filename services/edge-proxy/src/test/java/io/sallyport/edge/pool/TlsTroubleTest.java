package io.sallyport.edge.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class TlsTroubleTest {
    @Test
    void saysTheInnermostReason() {
        Exception cause = new SSLHandshakeException("Failed to create SSL connection");
        cause.initCause(new CertificateException("no path to a trusted authority", new IllegalStateException()));

        assertThat(TlsTrouble.reason(cause)).isEqualTo("no path to a trusted authority");
    }

    @Test
    void saysTheOnlyReason() {
        assertThat(TlsTrouble.reason(new SSLHandshakeException("handshake timed out")))
                .isEqualTo("handshake timed out");
    }
}
