package io.sallyport.routing.engine;

import static io.sallyport.routing.engine.RoutingFixtures.cluster;
import static io.sallyport.routing.engine.RoutingFixtures.request;
import static io.sallyport.routing.engine.RoutingFixtures.route;
import static io.sallyport.routing.engine.RoutingFixtures.snapshot;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteOrderTableTest {
    private static final RouteTable TABLE = RouteTable.compile(snapshot(
            List.of(cluster("c", "1")),
            List.of(
                    route("any", "*", "/", "c"),
                    route("any-again", "*", "/", "c"),
                    route("any-api", "*", "/api", "c"),
                    route("below-example", "*.example.org", "/", "c"),
                    route("below-shop", "*.shop.example.org", "/", "c"),
                    route("exact-root", "a.shop.example.org", "/", "c"),
                    route("exact-api", "a.shop.example.org", "/api", "c"),
                    route("exact-api-v1", "a.shop.example.org", "/api/v1/", "c"),
                    route("exact-part", "part.example.org", "/only", "c"),
                    route("address", "192.0.2.7", "/", "c"),
                    route("address-6", "[2001:db8::1]", "/", "c"))));

    private static final RouteTable NARROW = RouteTable.compile(snapshot(
            List.of(cluster("c", "1")),
            List.of(route("shop", "shop.example", "/shop", "c"), route("below", "*.example", "/below", "c"))));

    @ParameterizedTest
    @CsvSource({
        "other.test,            /,             any",
        "other.test,            /ap,           any",
        "other.test,            /api,          any-api",
        "other.test,            /api/,         any-api",
        "other.test,            /api/x/y,      any-api",
        "other.test,            /apis,         any",
        "other.test,            /API,          any",
        "other.test,            //apis,        any",
        "other.test,            /%61p%69/x,    any-api",
        "other.test,            /api/a%2fb,    any-api",
        "other.test,            /x;api,        any",
        "example.org,           /,             any",
        "b.example.org,         /,             below-example",
        "b.example.org,         /api,          below-example",
        "shop.example.org,      /,             below-example",
        "b.shop.example.org,    /,             below-shop",
        "c.b.shop.example.org,  /,             below-shop",
        "xshop.example.org,     /,             below-example",
        "A.SHOP.example.org.,   /,             exact-root",
        "a.shop.example.org,    /api,          exact-api",
        "a.shop.example.org,    /api/v1,       exact-api-v1",
        "a.shop.example.org,    /api/v1/,      exact-api-v1",
        "a.shop.example.org,    /api/v1/x,     exact-api-v1",
        "a.shop.example.org,    /api/v12,      exact-api",
        "a.shop.example.org:81, /,             exact-root",
        "part.example.org,      /only/x,       exact-part",
        "part.example.org,      /else,         below-example",
        "192.0.2.7,             /,             address",
        "[2001:DB8:0::1]:8080,  /,             address-6",
        "other.test,            *,             any",
        "other.test,            '',            any",
    })
    void takesTheMostSpecificRoute(String host, String path, String route) {
        assertThat(TABLE.resolve(request(host, path)))
                .isInstanceOfSatisfying(
                        Resolution.Forward.class,
                        forward -> assertThat(forward.route().name()).isEqualTo(route));
    }

    @ParameterizedTest
    @CsvSource({
        "shop.example,    /,       PATH",
        "shop.example,    /shopX,  PATH",
        "x.example,       /,       PATH",
        "example,         /shop,   HOST",
        "x.example.org,   /below,  HOST",
    })
    void saysWhatDidNotMatch(String host, String path, Resolution.NoRoute.Reason reason) {
        assertThat(NARROW.resolve(request(host, path))).isEqualTo(new Resolution.NoRoute(reason));
    }

    /** What a server might take for /api/... must not take a route that is not for /api. */
    @ParameterizedTest
    @CsvSource({
        "//api",
        "/x/..%2fapi",
        "/x%2f..%2fapi",
        "/x/..;/api",
        "/api/..%2f",
        "/api;v=1",
        "/;/api",
        "/%2fapi",
        "/..%2f"
    })
    void refusesAPathThatLeadsToAnotherRouteWhenReadCarelessly(String path) {
        assertThat(TABLE.resolve(request("other.test", path))).isEqualTo(new Resolution.Ambiguous());
    }

    @Test
    void servesNothingWithoutRoutes() {
        RouteTable empty = RouteTable.compile(snapshot(List.of(), List.of()));

        assertThat(empty.resolve(request("a.test", "/")).kind()).isEqualTo(Resolution.Kind.NO_ROUTE);
    }

    @Test
    void refusesADocumentThatWasNotValidated() {
        var broken = snapshot(List.of(cluster("c", "1")), List.of(route("r", "*", "/", "nowhere")));

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> RouteTable.compile(broken))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("route r")
                .hasMessageContaining("nowhere");
    }
}
