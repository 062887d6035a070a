package io.sallyport.routing.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.Protocol;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TransportTest {
    private static final UpstreamTlsDocument TRUST = new UpstreamTlsDocument("ca.pem", null, null, null, null);

    private static Transport of(String url, Protocol protocol, Optional<UpstreamTlsDocument> tls) {
        EndpointDocument endpoint = EndpointDocument.parse(url);
        ClusterDocument cluster = new ClusterDocument(
                "c", null, null, null, List.of(endpoint), protocol, tls, null, null, null, null, null, null);
        return Transport.of(cluster, endpoint);
    }

    @Test
    void isPlainForClearTextWithoutFurtherWishes() {
        assertThat(of("http://a:1", null, Optional.empty()).isPlain()).isTrue();
        assertThat(of("http://a:1", Protocol.HTTP_1_1, Optional.empty()).isPlain())
                .isTrue();
        assertThat(of("http://a:1", Protocol.H2, Optional.empty()).isPlain()).isFalse();
    }

    @Test
    void asksBothSidesWhatTheyKnowByTlsOnly() {
        assertThat(of("https://a", Protocol.AUTO, Optional.empty()).protocol()).isEqualTo(Protocol.AUTO);
        assertThat(of("http://a", Protocol.AUTO, Optional.empty()).protocol()).isEqualTo(Protocol.HTTP_1_1);
    }

    @Test
    void keepsTrustForTlsOnly() {
        assertThat(of("https://a", null, Optional.of(TRUST)).trust()).isEqualTo(TRUST);
        assertThat(of("http://a", null, Optional.of(TRUST)).isPlain()).isTrue();
    }

    @Test
    void isNotPlainWithAProxyHeader() {
        EndpointDocument endpoint = EndpointDocument.parse("http://a:1");
        ClusterDocument cluster = new ClusterDocument(
                "c", null, null, null, List.of(endpoint), null, null, ProxyProtocol.V2, null, null, null, null, null);
        assertThat(Transport.of(cluster, endpoint).isPlain()).isFalse();
    }
}
