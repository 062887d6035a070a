package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HealthDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument;
import io.sallyport.contract.route.ClusterDocument.InfoDocument.FactDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProbeCheckTest {
    @Test
    void takesWhatCanBeAsked() {
        assertThat(validate(
                        new HealthDocument(
                                null, null, null, null, null, null, "200,300-399", "ok", "shop.example:8080", null),
                        new InfoDocument(
                                null,
                                null,
                                "X-Build",
                                List.of(FactDocument.parse("commit"), new FactDocument("at", null, "X-Built")))))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop example", "http://shop", "a/b", "shop:99999"})
    void refusesAHostThatNoRequestNames(String host) {
        assertThat(validate(new HealthDocument(null, null, null, null, null, null, null, null, host, null), null))
                .extracting(Problem::path)
                .containsExactly("clusters[0].health.host");
    }

    @Test
    void refusesFactsThatCannotBeRead() {
        InfoDocument info = new InfoDocument(
                null,
                null,
                "X Build",
                List.of(
                        FactDocument.parse("commit"),
                        FactDocument.parse("commit"),
                        new FactDocument("a", "/a~", null),
                        new FactDocument("b", null, "b:"),
                        new FactDocument("c", "/c", "c")));

        assertThat(validate(null, info))
                .extracting(Problem::path)
                .containsExactly(
                        "clusters[0].info.header",
                        "clusters[0].info.facts[1].name",
                        "clusters[0].info.facts[2].pointer",
                        "clusters[0].info.facts[3].header",
                        "clusters[0].info.facts[4]");
    }

    @Test
    void refusesMoreFactsThanAReportHolds() {
        InfoDocument info = new InfoDocument(null, null, null, Collections.nCopies(17, FactDocument.parse("x")));

        assertThat(validate(null, info)).contains(new Problem("clusters[0].info.facts", "17 facts", "at most 16"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "ok", "2xx", "99", "600", "200-", "300-200", "200,,204", "1000", "-200"})
    void refusesStatusesThatThereAreNot(String statuses) {
        assertThatThrownBy(() -> new HealthDocument(null, null, null, null, null, null, statuses, null, null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "status: found \"" + statuses
                                + "\", allowed: statuses from 100 to 599 and ranges of them with commas, such as 200,204,300-399");
    }

    @Test
    void refusesATextTooLongToLookFor() {
        assertThatThrownBy(() ->
                        new HealthDocument(null, null, null, null, null, null, null, "x".repeat(1025), null, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("body, length: found 1025, allowed: 0 to 1024");
    }

    private static List<Problem> validate(HealthDocument health, InfoDocument info) {
        ClusterDocument cluster = new ClusterDocument(
                "shop",
                null,
                List.of(EndpointDocument.parse("http://a:1")),
                Optional.ofNullable(health),
                Optional.ofNullable(info));
        return RouteValidator.validate(new RoutesDocument(List.of(cluster), List.of()));
    }
}
