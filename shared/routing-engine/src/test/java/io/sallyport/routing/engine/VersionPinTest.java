package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.cluster;
import static io.sallyport.routing.engine.RoutingFixtures.health;
import static io.sallyport.routing.engine.RoutingFixtures.pinned;
import static io.sallyport.routing.engine.RoutingFixtures.probed;
import static io.sallyport.routing.engine.RoutingFixtures.report;
import static io.sallyport.routing.engine.RoutingFixtures.request;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static io.sallyport.routing.engine.RoutingFixtures.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.route.RouteSnapshot;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VersionPinTest {
    private static final RouteSnapshot SHOP =
            snapshot(List.of(probed("shop", "1.1", "1.5", "1.5")), List.of(pinned("shop", "shop", "1.5")));

    private final RouteTable table = RouteTable.compile(SHOP);

    @Test
    void sendsAPinnedRequestToTheServerOfThatVersion() {
        Track track = track(table, "X-Version", "1.1");

        assertThat(track.version()).isEqualTo("1.1");
        assertThat(track.endpoints()).extracting(EndpointView::url).containsExactly(url(0));
    }

    @Test
    void sendsEverythingElseToTheOthers() {
        Track track = track(table);

        assertThat(track.version()).isEqualTo("1.5");
        assertThat(track.endpoints()).extracting(EndpointView::url).containsExactly(url(1), url(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.1", " 1.1", "1.1\t", "  1.1 "})
    void trimsThePin(String written) {
        assertThat(track(table, "x-version", written).version()).isEqualTo("1.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\t"})
    void takesABlankPinForNone(String written) {
        assertThat(track(table, "X-Version", written).version()).isEqualTo("1.5");
    }

    @Test
    void takesTheFirstOfSeveralPins() {
        assertThat(track(table, "X-Version", "1.1", "X-Version", "1.5").version())
                .isEqualTo("1.1");
    }

    @Test
    void saysWhichVersionsThereAre() {
        Resolution resolution = table.resolve(request("a.test", "/", "X-Version", "2.0"));

        assertThat(resolution).isInstanceOfSatisfying(Resolution.UnknownVersion.class, unknown -> {
            assertThat(unknown.route().name()).isEqualTo("shop");
            assertThat(unknown.version()).isEqualTo("2.0");
            assertThat(unknown.known()).containsExactly("1.1", "1.5");
        });
    }

    @Test
    void cutsAnOverlongPin() {
        Resolution resolution = table.resolve(request("a.test", "/", "X-Version", "9".repeat(10_000)));

        assertThat(resolution)
                .isInstanceOfSatisfying(
                        Resolution.UnknownVersion.class,
                        unknown -> assertThat(unknown.version()).hasSize(VersionRule.MAX_VERSION));
    }

    @Test
    void withoutADefaultEveryEndpointServes() {
        RouteTable open = RouteTable.compile(
                snapshot(List.of(cluster("shop", "1.1", "1.5", "")), List.of(pinned("shop", "shop", ""))));

        assertThat(track(open).version()).isEmpty();
        assertThat(track(open).endpoints()).hasSize(3);
        assertThat(track(open, "X-Version", "1.5").endpoints()).hasSize(1);
    }

    @Test
    void withoutVersionsThePinMeansNothing() {
        RouteTable plain = RouteTable.compile(
                snapshot(List.of(cluster("shop", "1.1", "1.5")), List.of(route("shop", "*", "/", "shop"))));

        assertThat(track(plain, "X-Version", "9").endpoints()).hasSize(2);
    }

    @Test
    void aDiscoveredVersionReplacesTheLabel() {
        RouteTable redeployed = RouteTable.compile(
                SHOP, report(health("shop", 0, State.HEALTHY, "1.6"), health("shop", 1, State.HEALTHY, "1.5")));

        assertThat(track(redeployed, "X-Version", "1.6").endpoints())
                .extracting(EndpointView::url)
                .containsExactly(url(0));
        assertThat(redeployed
                        .resolve(request("a.test", "/", "X-Version", "1.1"))
                        .kind())
                .isEqualTo(Resolution.Kind.UNKNOWN_VERSION);
    }

    @Test
    void aDefaultThatNothingRunsIsAnOutageAndNotAGuess() {
        RouteTable redeployed = RouteTable.compile(
                SHOP, report(health("shop", 1, State.HEALTHY, "1.6"), health("shop", 2, State.HEALTHY, "1.6")));

        assertThat(track(redeployed).endpoints()).isEmpty();
    }

    @Test
    void aPinnedVersionWhoseServersAreOutStaysKnown() {
        RouteTable down = RouteTable.compile(SHOP, report(health("shop", 0, State.UNHEALTHY, "1.1")));

        assertThat(track(down, "X-Version", "1.1").endpoints())
                .singleElement()
                .matches(endpoint -> !endpoint.isAvailable());
    }

    private static Track track(RouteTable table, String... headers) {
        return ((Resolution.Forward) table.resolve(request("a.test", "/", headers))).track();
    }
}
