package io.sallyport.router.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RoutePublicationTest {
    @Test
    void equalDocumentsHaveEqualDigests() {
        assertThat(RoutePublication.digest(document("1.0")))
                .isEqualTo(RoutePublication.digest(document("1.0")))
                .isNotEqualTo(RoutePublication.digest(document("1.1")))
                .matches("[0-9a-f]{64}");
    }

    private static RoutesDocument document(String version) {
        ClusterDocument cluster = new ClusterDocument(
                "c", null, List.of(new EndpointDocument("http://a:1", version)), Optional.empty(), Optional.empty());
        return new RoutesDocument(List.of(cluster), List.of());
    }
}
