package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.route.RouteSnapshot;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.kit.config.Binding;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.routing.drift.DriftFinder;
import io.sallyport.routing.drift.DriftWatch;
import io.sallyport.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DriftTest {
    private static final String MIXED = "route shop: several versions serve its default: ";

    private final ManualClock clock = ManualClock.at("2026-11-26T12:00:00Z");

    /** Versions are those of three servers; a dash is one that is out, a dot one whose version nobody knows. */
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "''                                     ; 1.1.0 1.1.0 1.1.0 ; ''",
                "''                                     ; 1.1.0 1.1.2 1.1.0 ; 1.1.0, 1.1.2",
                "''                                     ; 1.1.0 1.1.0 .     ; ''",
                "''                                     ; 1.1.0 -1.1.2 1.1.0; ''",
                "', versions: {default: \"1.1.0\"}'     ; 1.1.0 1.1.2 1.2.0 ; ''",
                "', versions: {default: \"~1.1\"}'      ; 1.1.0 1.1.0 1.2.0 ; ''",
                "', versions: {default: \"~1.1\"}'      ; 1.1.0 1.1.2 1.2.0 ; 1.1.0, 1.1.2",
                "', versions: {}'                       ; 1.1.0 1.1.2 1.2.0 ; 1.1.0, 1.1.2, 1.2.0",
                "', canary: {version: \"1.2.0\", steps: [{weight: 5}]}' ; 1.1.0 1.1.0 1.2.0 ; ''",
                "', canary: {version: \"~1.2\", steps: [{weight: 5}]}'  ; 1.1.0 1.1.2 1.2.0 ; 1.1.0, 1.1.2",
            })
    void mixedVersionsOfARoutesDefaultDrift(String route, String versions, String expected) {
        List<VersionDrift> drifts = DriftFinder.find(snapshot(route, ""), report(versions), clock.instant());

        assertThat(drifts)
                .extracting(VersionDrift::text)
                .isEqualTo(expected.isEmpty() ? List.of() : List.of(MIXED + expected));
    }

    @Test
    void aLabelThatTheServerContradictsDrifts() {
        RouteSnapshot snapshot = snapshot("", ", version: \"1.0\"");

        assertThat(DriftFinder.find(snapshot, report("1.1 1.1 ."), clock.instant()))
                .extracting(VersionDrift::text)
                .containsExactly(
                        "cluster shop: http://127.0.0.1:9001 runs 1.1, its label says 1.0",
                        "cluster shop: http://127.0.0.1:9002 runs 1.1, its label says 1.0");
        assertThat(DriftFinder.find(snapshot, report("1.0 1.0 1.0"), clock.instant()))
                .isEmpty();
    }

    @Test
    void aDeploymentHasAMinuteBeforeAnybodyIsTold() {
        DriftWatch watch = look(DriftWatch.NOTHING, "1.1.0 1.1.2 1.1.0");
        clock.advance(Duration.ofSeconds(59));
        watch = look(watch, "1.1.0 1.1.2 1.1.3");
        assertThat(watch.told(clock.instant())).isEmpty();

        clock.advance(Duration.ofSeconds(1));
        watch = look(watch, "1.1.0 1.1.2 1.1.3");
        assertThat(watch.told(clock.instant()))
                .extracting(VersionDrift::text)
                .containsExactly(MIXED + "1.1.0, 1.1.2, 1.1.3");

        watch = look(watch, "1.1.3 1.1.3 1.1.3");
        assertThat(watch.told(clock.instant())).isEmpty();
    }

    @Test
    void whatWasMendedBetweenTimesBeginsAnew() {
        DriftWatch watch = look(DriftWatch.NOTHING, "1.1.0 1.1.2 1.1.0");
        clock.advance(Duration.ofSeconds(50));
        watch = look(look(watch, "1.1.2 1.1.2 1.1.2"), "1.1.2 1.1.3 1.1.2");
        clock.advance(Duration.ofSeconds(50));

        assertThat(look(watch, "1.1.2 1.1.3 1.1.2").told(clock.instant())).isEmpty();
    }

    /** What a former leader has told is told at once by the next. */
    @Test
    void aTakeOverKeepsWhatWasTold() {
        DriftWatch first = look(DriftWatch.NOTHING, "1.1.0 1.1.2 1.1.0");
        clock.advance(Duration.ofMinutes(2));
        List<VersionDrift> told = look(first, "1.1.0 1.1.2 1.1.0").told(clock.instant());

        assertThat(look(new DriftWatch(told), "1.1.0 1.1.2 1.1.0").told(clock.instant()))
                .isEqualTo(told)
                .hasSize(1);
    }

    private DriftWatch look(DriftWatch watch, String versions) {
        return watch.after(DriftFinder.find(snapshot("", ""), report(versions), clock.instant()));
    }

    private HealthReport report(String versions) {
        List<EndpointHealth> endpoints = new ArrayList<>();
        for (String written : versions.split(" ")) {
            boolean out = written.startsWith("-");
            boolean told = !written.equals(".");
            endpoints.add(new EndpointHealth(
                    "shop",
                    "http://127.0.0.1:" + (9001 + endpoints.size()),
                    out ? State.UNHEALTHY : State.HEALTHY,
                    told ? written.substring(out ? 1 : 0) : "",
                    "because",
                    clock.instant(),
                    clock.instant(),
                    told,
                    null,
                    null));
        }
        return new HealthReport("router-1", 1, endpoints);
    }

    private RouteSnapshot snapshot(String route, String endpoint) {
        String text = """
                clusters:
                  - name: shop
                    endpoints:
                      - {url: "http://127.0.0.1:9001"%1$s}
                      - {url: "http://127.0.0.1:9002"%1$s}
                      - {url: "http://127.0.0.1:9003"%1$s}
                    health: {path: /health}
                    info: {path: /version}
                routes:
                  - {name: shop, cluster: shop%2$s}
                """.formatted(endpoint, route);
        if (DocumentBinder.routes("routes.yaml", text) instanceof Binding.Bound<RoutesDocument> bound) {
            return new RouteSnapshot(1, "digest", clock.instant(), bound.document());
        }
        throw new AssertionError(text);
    }
}
