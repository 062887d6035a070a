package io.sallyport.kit.caller;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.config.Binder;
import io.sallyport.config.Source;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminEndpointsTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1:9000, http://127.0.0.1:9000, admin.bind",
        "127.0.0.1:9000, http://localhost:9000/, admin.bind",
        "127.0.0.1:9000, http://LOCALHOST:9000, admin.bind",
        "127.0.0.1:9000, http://127.0.0.2:9000, admin.bind",
        "127.0.0.1:9000, 'http://[::1]:9000', admin.bind",
        "127.0.0.1:9000, http://127.0.0.1:9009, admin.api",
        "127.0.0.1:9000, http://127.0.0.1:9001, ''",
        "127.0.0.1:9000, http://10.0.0.1:9000, ''",
        "10.0.0.1:9000, http://10.0.0.1:9000, admin.bind",
        "10.0.0.1:9000, http://127.0.0.1:9000, ''",
        "0.0.0.0:9000, http://127.0.0.1:9000, admin.bind",
    })
    void findsServersThatAreTheAdminPlane(String bind, String url, String key) {
        RoutesDocument document = Binder.bind(
                        RoutesDocument.class,
                        Source.of("routes.yaml", "clusters: [{name: a, endpoints: [\"" + url + "\"]}]\nroutes: []\n"))
                .value();
        AdminConfig admin = new AdminConfig(HostPort.parse(bind), new HostPort("127.0.0.1", 9009), new Secret("x"));

        assertThat(AdminEndpoints.problems(document, admin))
                .hasSize(key.isEmpty() ? 0 : 1)
                .allSatisfy(problem -> {
                    assertThat(problem.path()).isEqualTo("clusters[0].endpoints[0].url");
                    assertThat(problem.found()).isEqualTo('"' + url + "\", which is " + key);
                });
    }
}
