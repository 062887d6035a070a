package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.RawClient;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpVersion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The PROXY protocol towards servers, read by Vert.x. */
class ProxyProtocolOutTest {
    @ParameterizedTest
    @CsvSource({"v1, http/1.1", "v2, http/1.1", "v1, h2", "v2, h2"})
    void announcesEachClientOnAConnectionOfItsOwn(String version, String protocol) {
        HttpServerOptions options = VertxOrigin.options().setUseProxyProtocol(true);
        try (VertxOrigin origin = VertxOrigin.start(options);
                EdgeHarness edge = EdgeHarness.start(
                        origin.routes(", protocol: " + protocol + ", proxyProtocol: " + version), "");
                RawClient one = edge.reverse();
                RawClient two = edge.reverse()) {
            origin.on(request -> request.response()
                    .end(String.valueOf(request.remoteAddress().port())));
            String first = String.valueOf(one.localPort());
            assertThat(one.get("/", "Host: a").bodyText()).isEqualTo(first);
            assertThat(one.get("/", "Host: a").bodyText()).isEqualTo(first);
            assertThat(two.get("/", "Host: a").bodyText()).isEqualTo(String.valueOf(two.localPort()));
            assertThat(one.get("/", "Host: a").bodyText()).isEqualTo(first);
            assertThat(origin.connections()).hasSize(2);
            assertThat(origin.seen().get(0).version())
                    .isEqualTo(protocol.equals("h2") ? HttpVersion.HTTP_2 : HttpVersion.HTTP_1_1);
        }
    }
}
