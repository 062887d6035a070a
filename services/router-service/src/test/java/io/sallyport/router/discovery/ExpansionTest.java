package io.sallyport.router.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpansionTest {
    @Test
    void putsAnEndpointForEachAddress() {
        RoutesDocument document = NamedDocuments.of("http://shop:8080");

        RoutesDocument expanded = Expansion.of(document, Map.of("shop", List.of("10.0.0.1", "fd00::2")));

        assertThat(expanded.clusters().get(0).endpoints())
                .containsExactly(
                        new EndpointDocument("http://10.0.0.1:8080", "1.5", 3, 1),
                        new EndpointDocument("http://[fd00::2]:8080", "1.5", 3, 1));
    }

    @Test
    void leavesNamesAloneWhoseAddressesAreNotKnown() {
        RoutesDocument document = NamedDocuments.of("http://shop:8080", "http://other");

        assertThat(NamedDocuments.urls(Expansion.of(document, Map.of("shop", List.of("10.0.0.1")))))
                .containsExactly("http://10.0.0.1:8080", "http://other");
    }

    @Test
    void takesAnAddressOnceThatTwoNamesHave() {
        RoutesDocument document = NamedDocuments.of("http://a:80", "http://b:80");

        assertThat(NamedDocuments.urls(
                        Expansion.of(document, Map.of("a", List.of("10.0.0.1"), "b", List.of("10.0.0.1", "10.0.0.2")))))
                .containsExactly("http://10.0.0.1:80", "http://10.0.0.2:80");
    }

    @Test
    void asksServersForTheNameThatTheirCertificateHolds() {
        ClusterDocument expanded = Expansion.of(
                        NamedDocuments.of("https://shop.example"), Map.of("shop.example", List.of("10.0.0.1")))
                .clusters()
                .get(0);

        assertThat(expanded.tls().orElseThrow().serverName()).isEqualTo("shop.example");
        assertThat(expanded.tls().orElseThrow().verify()).isTrue();
        assertThat(expanded.endpoints().get(0).url()).isEqualTo("https://10.0.0.1:443");
    }

    @Test
    void changesNothingWithoutNames() {
        RoutesDocument document = NamedDocuments.of(
                List.of(new EndpointDocument("http://shop:80", ""), new EndpointDocument("http://x", "")));

        assertThat(Expansion.of(document, Map.of("shop", List.of("10.0.0.1")))).isSameAs(document);
    }
}
