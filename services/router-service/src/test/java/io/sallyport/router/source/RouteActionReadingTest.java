package io.sallyport.router.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.config.Finding;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.AdminConfig;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every wrong value of what routes match and do is reported with its place and with what may stand there. */
class RouteActionReadingTest {
    private static final String CLUSTERS = "clusters: [{name: shop, endpoints: ['http://127.0.0.1:9000']}]\n";

    private static List<Finding> findings(String route) {
        RouteReading reading = RouteReading.of(
                "routes.yaml",
                CLUSTERS + "routes:\n  - {name: r, " + route + "}\n",
                Map.of(),
                Path.of("."),
                Instant.EPOCH,
                new AdminConfig(HostPort.parse("127.0.0.1:1"), null, null));
        return reading instanceof RouteReading.Refused refused ? refused.findings() : List.of();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "cluster: shop, match: {path: /a, exact: /b}                          | match            | one of path, exact and template",
                "cluster: shop, match: {exact: b}                                     | match.exact      | starts with /",
                "cluster: shop, match: {path: /a/../b}                                | match.path       | read in one way",
                "cluster: shop, match: {exact: /a//b}                                 | match.exact      | read in one way",
                "cluster: shop, match: {path: /a;b}                                   | match.path       | read in one way",
                "cluster: shop, match: {path: /a%2Fb}                                 | match.path       | read in one way",
                "cluster: shop, match: {path: /100%}                                  | match.path       | percent-encoded",
                "cluster: shop, match: {template: '/{a}/{a}'}                         | match.template   | each once",
                "cluster: shop, match: {template: '/{rest*}/b'}                       | match.template   | only at the end",
                "cluster: shop, match: {template: /plain}                             | match.template   | /users/{id}",
                "cluster: shop, match: {method: [get]}                                | match.method[0]  | upper case",
                "cluster: shop, match: {header: ['X Y']}                              | match.header[0].name | name of a field",
                "cluster: shop, match: {query: [{name: q, value: ' 1'}]}              | match.query[0].value[0] | text that",
                "cluster: shop, match: {header: [{value: [a]}]}                       | match.header[0].name | the name of",
                "cluster: shop, answer: {body: x}                                     | ''               | exactly one",
                "cluster: shop, redirect: /x                                          | ''               | exactly one",
                "priority: 2000, cluster: shop                                        | priority         | -1000 to 1000",
                "redirect: '//evil.example'                                           | redirect.to      | a path, or http",
                "redirect: '/{nobody}'                                                | redirect.to      | {host}",
                "redirect: {to: /a, status: 200}                                      | redirect.status  | 301, 302",
                "redirect: /a, cache: {enabled: true}                                 | cache            | no server is asked",
                "answer: {}, versions: {default: '1'}                                 | versions         | no server is asked",
                "answer: {}, rewrite: {path: /x}                                      | rewrite.path     | no server is asked",
                "answer: {status: 204, body: x}                                       | answer.body      | none with status 204",
                "answer: {status: 100}                                                | answer.status    | 200 to 599",
                "answer: {type: text}                                                 | answer.type      | a media type",
                "cluster: shop, rewrite: {path: x}                                    | rewrite.path     | starts with /",
                "cluster: shop, rewrite: {path: '/{id}'}                              | rewrite.path     | {path}",
                "cluster: shop, rewrite: {path: '{host}'}                             | rewrite.path     | starts with /",
                "cluster: shop, rewrite: {host: 'a b'}                                | rewrite.host     | a name such as",
                "cluster: shop, rewrite: {request: {set: ['Host: x']}}                | rewrite.request.set[0].name | rewrite.host",
                "cluster: shop, rewrite: {request: {add: ['Transfer-Encoding: x']}}   | rewrite.request.add[0].name | framing",
                "cluster: shop, rewrite: {request: {remove: [Connection]}}            | rewrite.request.remove[0] | one connection",
                "cluster: shop, rewrite: {response: {set: ['content-length: 1']}}     | rewrite.response.set[0].name | framing",
                "cluster: shop, rewrite: {response: {set: [{name: X, value: \"a\\nb\"}]}} | rewrite.response.set[0].value | visible ASCII",
                "cluster: shop, rewrite: {response: {add: [{name: 'X Y', value: a}]}} | rewrite.response.add[0].name | name of a field",
                "cluster: shop, timeout: 0s                                           | timeout          | above zero",
                "cluster: shop, headTimeout: 0s                                       | headTimeout      | above zero",
                "cluster: shop, limits: {headers: 0}                                  | limits.headers   | 1 to 1000",
                "cluster: shop, limits: {requests: 0}                                 | limits.requests  | 1 to 1000000",
                "cluster: shop, limits: {method: [post]}                              | limits.method[0] | upper case",
                "cluster: shop, limits: {body: x}                                     | limits.body      | 512B",
                "cluster: shop, cors: {origin: []}                                    | cors.origin      | at least one",
                "cluster: shop, cors: {}                                              | cors.origin      | a list of origins",
                "cluster: shop, cors: {origin: app.example}                           | cors.origin[0]   | https://app.example",
                "cluster: shop, cors: {origin: 'https://app.example/'}                | cors.origin[0]   | without a path",
                "cluster: shop, cors: {origin: '*', credentials: true}                | cors.credentials | one by one",
                "cluster: shop, cors: {origin: '*', method: [put]}                    | cors.method[0]   | upper case",
                "cluster: shop, cors: {origin: '*', header: ['a b']}                  | cors.header[0]   | name of a field",
                "cluster: shop, cors: {origin: '*', maxAge: 0s}                       | cors.maxAge      | above zero",
            })
    void refusesWithPlaceAndRemedy(String route, String key, String remedy) {
        String path = key.isEmpty() ? "routes[0]" : "routes[0]." + key;

        assertThat(findings(route)).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo(path);
            assertThat(finding.line()).isPositive();
            assertThat(finding.allowed()).contains(remedy);
        });
    }

    @Test
    void acceptsARouteThatDoesEverything() {
        assertThat(findings("""
                priority: 5, cluster: shop, timeout: 30s, headTimeout: 5s,
                match: {host: '*.shop.example', template: '/users/{id}/{rest*}', method: [GET, POST],
                  header: [X-A, {name: X-B, value: [1, 2], not: true}], query: [{name: q, value: x y}]},
                rewrite: {path: '/v2/{id}/{rest}', host: '{endpoint}',
                  request: {remove: [Cookie], set: ['X-Team: shop'], add: [{name: X-Via, value: us}]},
                  response: {remove: [X-Debug], set: ['Cache-Control: no-store']}},
                limits: {body: 1MiB, headers: 50, method: [GET, POST], requests: 100},
                cors: {origin: ['https://app.example', 'https://*.shop.example'], method: [PUT], header: '*',
                  expose: [X-Total], credentials: true, maxAge: 5m}""")).isEmpty();
    }

    @Test
    void warnsWithoutRefusing() {
        RouteReading reading = RouteReading.of(
                "routes.yaml",
                CLUSTERS + """
                        routes:
                          - {name: one, cluster: shop, match: {template: '/a/{x}'}}
                          - {name: two, cluster: shop, match: {template: '/{x}/b'}}
                        """,
                Map.of(),
                Path.of("."),
                Instant.EPOCH,
                new AdminConfig(HostPort.parse("127.0.0.1:1"), null, null));

        assertThat(reading)
                .isInstanceOfSatisfying(
                        RouteReading.Accepted.class,
                        accepted -> assertThat(accepted.warnings().stream()
                                        .map(Finding::toString)
                                        .collect(Collectors.joining("\n")))
                                .startsWith("routes.yaml:4:")
                                .contains("route one (routes[0])"));
    }
}
