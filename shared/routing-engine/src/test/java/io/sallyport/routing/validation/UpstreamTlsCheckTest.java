package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UpstreamTlsCheckTest {
    private static List<Problem> validate(String url, UpstreamTlsDocument tls) {
        ClusterDocument cluster = new ClusterDocument(
                "c",
                null,
                null,
                null,
                List.of(EndpointDocument.parse(url)),
                null,
                Optional.of(tls),
                null,
                null,
                null,
                null,
                null,
                null);
        return RouteValidator.validate(new RoutesDocument(List.of(cluster), List.of()));
    }

    @Test
    void acceptsTrustForAnEndpointWithTls() {
        assertThat(validate("https://a.test", new UpstreamTlsDocument("ca.pem", true, "b.test", "c.pem", "k.pem")))
                .isEmpty();
        assertThat(validate("https://a.test", new UpstreamTlsDocument(null, false, null, null, null)))
                .isEmpty();
    }

    @Test
    void refusesTrustThatNoEndpointNeeds() {
        assertThat(validate("http://a.test", new UpstreamTlsDocument("ca.pem", null, null, null, null)))
                .extracting(Problem::path)
                .containsExactly("clusters[0].tls");
    }

    @Test
    void wantsACertificateWithItsKey() {
        assertThat(validate("https://a.test", new UpstreamTlsDocument(null, null, null, "c.pem", null)))
                .containsExactly(new Problem("clusters[0].tls.key", "none", "a PEM file, or neither cert nor key"));
        assertThat(validate("https://a.test", new UpstreamTlsDocument(null, null, null, null, "k.pem")))
                .extracting(Problem::path)
                .containsExactly("clusters[0].tls.cert");
    }

    @Test
    void refusesAuthoritiesThatNobodyChecks() {
        assertThat(validate("https://a.test", new UpstreamTlsDocument("ca.pem", false, null, null, null)))
                .extracting(Problem::path)
                .containsExactly("clusters[0].tls.verify");
    }
}
