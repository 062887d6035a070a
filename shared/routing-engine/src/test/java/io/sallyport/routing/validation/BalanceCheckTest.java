package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Share;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.Balance;
import io.sallyport.contract.route.ClusterDocument.EjectionDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.HashDocument;
import io.sallyport.contract.route.RetryDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalanceCheckTest {
    private static final Duration SECOND = Duration.ofSeconds(1);

    @Test
    void takesWhatMakesSense() {
        assertThat(cluster(Balance.RING_HASH, new HashDocument("X-User", null, false, null), null, null, 1))
                .isEmpty();
        assertThat(cluster(Balance.LEAST_REQUEST, null, SECOND, ejection(0, 0.5, SECOND, SECOND, 0.1), 0, 1))
                .isEmpty();
        assertThat(route(new RetryDocument(2, Optional.of(SECOND), List.of(502, 429), new Share(0)), 2))
                .isEmpty();
    }

    @Test
    void refusesAClusterWithoutWeight() {
        assertThat(cluster(null, null, null, null, 0, 0))
                .containsExactly("clusters[0].endpoints: found no weight above 0, allowed: one endpoint or more with a"
                        + " weight from 1 to 1000");
    }

    @Test
    void refusesHashesThatHashNothingOrTooMuch() {
        assertThat(cluster(Balance.ROUND_ROBIN, new HashDocument("X-User", null, false, null), null, null, 1))
                .containsExactly("clusters[0].hash: found a hash without balance: ring-hash, allowed: balance:"
                        + " ring-hash, or no hash");
        assertThat(cluster(Balance.RING_HASH, new HashDocument("X-User", "sid", true, null), null, null, 1))
                .containsExactly("clusters[0].hash: found 3 things to hash, allowed: one of header, cookie and client");
        assertThat(cluster(Balance.RING_HASH, new HashDocument("X User", null, false, null), null, null, 1))
                .containsExactly(
                        "clusters[0].hash.header: found \"X User\", allowed: the name of a field, such as X-User");
        assertThat(cluster(Balance.RING_HASH, new HashDocument(null, "s=d", false, null), null, null, 1))
                .containsExactly(
                        "clusters[0].hash.cookie: found \"s=d\", allowed: the name of a cookie, such as session");
    }

    @Test
    void refusesSlowStartsThatCannotBe() {
        assertThat(cluster(null, null, SECOND.negated(), null, 1))
                .containsExactly("clusters[0].slowStart: found PT-1S, allowed: 0s, or a duration such as 30s");
        assertThat(cluster(Balance.RING_HASH, null, SECOND, null, 1))
                .containsExactly("clusters[0].slowStart: found PT1S with balance: ring-hash, where it would move keys"
                        + " twice, allowed: no slowStart");
    }

    @Test
    void refusesEjectionThatNeverOrAlwaysEjects() {
        assertThat(cluster(null, null, null, ejection(0, -1, SECOND, SECOND, 0.5), 1))
                .containsExactly("clusters[0].ejection: found neither consecutive nor errorShare, allowed: one of them"
                        + " or both, or no ejection");
        assertThat(cluster(null, null, null, ejection(5, 0, SECOND.multipliedBy(2), SECOND, 0), 1))
                .containsExactly(
                        "clusters[0].ejection.errorShare: found 0, which every endpoint has, allowed: a share above 0,"
                                + " such as 50%",
                        "clusters[0].ejection.max: found PT1S, which is less than base, PT2S, allowed: a duration of at"
                                + " least base",
                        "clusters[0].ejection.maxEjected: found 0, which ejects nobody, allowed: a share above 0, or no"
                                + " ejection");
    }

    @Test
    void refusesRepeatsThatCannotHappen() {
        assertThat(route(new RetryDocument(1, Optional.empty(), List.of(200, 503), null), 9))
                .containsExactly(
                        "routes[0].retry.status[0]: found 200, allowed: a failure: 400 to 599",
                        "routes[0].retry.attempts: found 1, with which nothing is repeated, allowed: 2 to 10, or"
                                + " neither status nor tryTimeout");
        assertThat(route(new RetryDocument(null, Optional.of(SECOND), null, null), 1))
                .containsExactly("routes[0].retry.tryTimeout: found PT1S, which leaves no time for another try,"
                        + " allowed: less than headTimeout, PT1S");
    }

    private static EjectionDocument ejection(
            int consecutive, double share, Duration base, Duration max, double maxEjected) {
        return new EjectionDocument(
                consecutive,
                share < 0 ? Optional.empty() : Optional.of(new Share(share)),
                null,
                null,
                base,
                max,
                new Share(maxEjected));
    }

    private static List<String> cluster(
            Balance balance, HashDocument hash, Duration slowStart, EjectionDocument ejection, int... weights) {
        List<EndpointDocument> endpoints = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            endpoints.add(new EndpointDocument("http://127.0.0.1:" + (9001 + i), "", weights[i], 0));
        }
        ClusterDocument cluster = new ClusterDocument(
                "c",
                balance,
                Optional.ofNullable(hash),
                slowStart,
                endpoints,
                null,
                null,
                null,
                null,
                null,
                Optional.ofNullable(ejection),
                null,
                null);
        return problems(new RoutesDocument(List.of(cluster), List.of()));
    }

    private static List<String> route(RetryDocument retry, int headSeconds) {
        ClusterDocument cluster = new ClusterDocument(
                "c",
                null,
                List.of(EndpointDocument.parse("http://127.0.0.1:9001")),
                Optional.empty(),
                Optional.empty());
        RouteDocument route = new RouteDocument(
                "r",
                null,
                null,
                "c",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Optional.of(Duration.ofSeconds(headSeconds)),
                null,
                Optional.of(retry),
                null,
                null,
                null,
                null);
        return problems(new RoutesDocument(List.of(cluster), List.of(route)));
    }

    private static List<String> problems(RoutesDocument document) {
        return RouteValidator.validate(document).stream()
                .map(problem -> problem.path() + ": found " + problem.found() + ", allowed: " + problem.allowed())
                .toList();
    }
}
