package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.health;
import static io.sallyport.routing.engine.RoutingFixtures.probed;
import static io.sallyport.routing.engine.RoutingFixtures.report;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.VersionsDocument;
import io.sallyport.contract.route.VersionsDocument.ByDocument;
import io.sallyport.contract.route.VersionsDocument.Unknown;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VersionRuleTest {
    private static final ByDocument EVERYWHERE = new ByDocument("X-Version", "version", "v", true);

    @ParameterizedTest
    @CsvSource({
        "~1.1,     ~1.1,     1.1.0 1.1.2",
        "^1.1,     ^1.1,     1.1.0 1.1.2 1.5",
        "1.x,      1.x,      1.1.0 1.1.2 1.5",
        ">=1.1 <2, >=1.1 <2, 1.1.0 1.1.2 1.5",
        "1.5,      1.5,      1.5",
        "~3,       ~3,       ''",
        "3,        3,        ''",
        "1.1,      1.1,      ''",
        "'',       '',       1.1.0 1.1.2 1.5 2.0-rc.1 main",
    })
    void theDefaultSelectsEveryServerInIt(String fallback, String version, String served) {
        Track track = track(table(new ByDocument("X-Version"), fallback, Unknown.NOT_FOUND), request("/", null));

        assertThat(track.version()).isEqualTo(version);
        assertThat(served(track)).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource({
        "1.1.2,    1.1.2,    1.1.2",
        "1.1,      1.1.x,    1.1.0 1.1.2",
        "1.1.x,    1.1.x,    1.1.0 1.1.2",
        "1,        1.x,      1.1.0 1.1.2 1.5",
        "1.5,      1.5,      1.5",
        "2.0-rc.1, 2.0-rc.1, 2.0-rc.1",
        "main,     main,     main",
    })
    void aPinNamesAVersionOrItsFirstNumbers(String pin, String version, String served) {
        Track track = track(
                table(new ByDocument("X-Version"), "1.5", Unknown.NOT_FOUND), request("/", null, "X-Version", pin));

        assertThat(track.version()).isEqualTo(version);
        assertThat(served(track)).isEqualTo(served);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2.0", "~1.1", "^1", ">=1", "0", "1.5.0", "x", ".x", "1.6.x", "mai"})
    void anyOtherPinIsUnknown(String pin) {
        RouteTable table = table(new ByDocument("X-Version"), "1.5", Unknown.NOT_FOUND);

        assertThat(table.resolve(request("/", null, "X-Version", pin)).kind())
                .isEqualTo(Resolution.Kind.UNKNOWN_VERSION);
    }

    @Test
    void aVersionOfJustThatNameComesBeforeItsRange() {
        RouteTable table = RouteTable.compile(
                snapshot(List.of(probed("shop", "1.1", "1.1.2")), List.of(versioned(EVERYWHERE, "", null))));

        assertThat(served(track(table, request("/", null, "X-Version", "1.1")))).isEqualTo("1.1");
        assertThat(served(track(table, request("/", null, "X-Version", "1.1.x"))))
                .isEqualTo("1.1 1.1.2");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "1.5,  version=1.1.0, v=1.1.2, /v1/a,   1.5",
                "'',   version=1.1.0, v=1.1.2, /v1.5/a, 1.1.0",
                "null, version=1.1.0, v=1.1.2, /v1.5/a, 1.1.0",
                "null, version=,      v=1.1.2, /v1.5/a, 1.1.2",
                "null, null,          v=1.1.2, /v1.5/a, 1.1.2",
                "null, null,          w=1.1.2, /v1.5/a, 1.5",
                "null, null,          v=,      /a,      main",
                "null, %76ersion=1%2E5, null,  /a,      1.5",
            })
    void theFirstPlaceThatIsNotBlankDecides(String header, String query, String cookie, String path, String served) {
        RouteTable table = table(EVERYWHERE, "main", Unknown.NOT_FOUND);
        HeaderList headers = HeaderList.of(
                "X-Version", header == null ? " " : header, "Cookie", cookie == null ? "a=b" : "a=b; " + cookie);

        assertThat(served(track(table, facts(path, query, headers)))).isEqualTo(served);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "null",
            value = {
                "/v1.1.2,         1.1.2, /",
                "/v1.1.2/,        1.1.2, /",
                "/v1.1.2/a/b,     1.1.2, /a/b",
                "/v1.5/v1.1.2,    1.5,   /v1.1.2",
                "/v2.0-rc.1/a,    2.0-rc.1, /a",
                "/v1.5a/a,        main,  null",
                "/video/a,        main,  null",
                "/v,              main,  null",
                "/v/1.5,          main,  null",
                "/V1.5/a,         main,  null",
                "/%761.5/a,       main,  null",
                "/a/v1.5,         main,  null",
                "/vmain/a,        main,  null",
            })
    void aSegmentOfThePathPinsAndIsTakenOff(String path, String served, String rest) {
        Resolution.Forward forward = (Resolution.Forward)
                table(EVERYWHERE, "main", Unknown.NOT_FOUND).resolve(request(path, null));

        assertThat(served(forward.track())).isEqualTo(served);
        assertThat(forward.path()).isEqualTo(rest);
    }

    @Test
    void theSegmentStandsBehindTheRoutesOwnPrefix() {
        RouteTable table = RouteTable.compile(snapshot(
                List.of(probed("shop", "1.1", "1.5")),
                List.of(versioned("api", new MatchDocument("*", "/api/"), EVERYWHERE, "1.5", null))));

        Resolution.Forward forward = (Resolution.Forward) table.resolve(request("/api/v1.1/items", null));

        assertThat(served(forward.track())).isEqualTo("1.1");
        assertThat(forward.path()).isEqualTo("/api/items");
        assertThat(((Resolution.Forward) table.resolve(request("/api/v1.1", null))).path())
                .isEqualTo("/api");
        assertThat(table.resolve(request("/v1.1/api/items", null)).kind()).isEqualTo(Resolution.Kind.NO_ROUTE);
    }

    /** Otherwise the pin would be a way around whatever guards the other route. */
    @Test
    void aPinLeadsNowhereThatThePathAloneWouldNotLead() {
        RouteTable table = RouteTable.compile(snapshot(
                List.of(probed("shop", "1.1", "1.5")),
                List.of(versioned(EVERYWHERE, "", null), route("admin", "*", "/admin", "shop"))));

        assertThat(table.resolve(request("/v1.1/admin", null)).kind()).isEqualTo(Resolution.Kind.NO_ROUTE);
        assertThat(table.resolve(request("/v1.1/administer", null)).kind()).isEqualTo(Resolution.Kind.FORWARD);
    }

    @Test
    void anUnknownVersionIsAnsweredByTheRule() {
        RequestFacts request = request("/v9/a", null);

        Resolution notAcceptable =
                table(EVERYWHERE, "1.5", Unknown.NOT_ACCEPTABLE).resolve(request);
        Resolution.Forward fallBack =
                (Resolution.Forward) table(EVERYWHERE, "1.5", Unknown.FALL_BACK).resolve(request);

        assertThat(notAcceptable)
                .isInstanceOfSatisfying(
                        Resolution.UnknownVersion.class,
                        unknown -> assertThat(unknown.rule()).isEqualTo(Unknown.NOT_ACCEPTABLE));
        assertThat(served(fallBack.track())).isEqualTo("1.5");
        assertThat(fallBack.path()).isEqualTo("/a");
    }

    @Test
    void aRedeployChangesWhatARangeHolds() {
        RouteTable before = table(new ByDocument("X-Version"), "~1.1", Unknown.NOT_FOUND);
        RouteTable after = before.with(report(health("shop", 4, State.HEALTHY, "1.1.7")));

        assertThat(served(track(before, request("/", null)))).isEqualTo("1.1.0 1.1.2");
        assertThat(served(track(after, request("/", null)))).isEqualTo("1.1.0 1.1.2 1.1.7");
        assertThat(track(after, request("/", null)).id())
                .isEqualTo(track(before, request("/", null)).id());
    }

    private static RouteTable table(ByDocument by, String fallback, Unknown unknown) {
        return RouteTable.compile(snapshot(
                List.of(probed("shop", "1.1.0", "1.1.2", "1.5", "2.0-rc.1", "main")),
                List.of(versioned(by, fallback, unknown))));
    }

    private static RouteDocument versioned(ByDocument by, String fallback, Unknown unknown) {
        return versioned("shop", null, by, fallback, unknown);
    }

    private static RouteDocument versioned(
            String name, MatchDocument match, ByDocument by, String fallback, Unknown unknown) {
        return new RouteDocument(
                name, match, "shop", Optional.of(new VersionsDocument(by, fallback, unknown)), null, null);
    }

    private static Track track(RouteTable table, RequestFacts request) {
        return ((Resolution.Forward) table.resolve(request)).track();
    }

    private static String served(Track track) {
        return String.join(
                " ", track.endpoints().stream().map(EndpointView::version).toList());
    }

    private static RequestFacts request(String path, String query, String... headers) {
        return facts(path, query, HeaderList.of(headers));
    }

    private static RequestFacts facts(String path, String query, HeaderList headers) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "http",
                Authority.parse("a.test"),
                path,
                query,
                IpAddress.parse("192.0.2.1"),
                headers);
    }
}
