package io.sallyport.standalone.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.AdminTokenConfig;
import io.sallyport.contract.settings.AdminTokenConfig.Role;
import io.sallyport.kit.caller.Call;
import io.sallyport.kit.caller.Gatekeeper;
import io.sallyport.kit.caller.Verdict;
import io.sallyport.standalone.api.DocumentedApi.Operation;
import io.sallyport.testkit.Eventually;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The OpenAPI document against the routes that are mounted, the roles that are asked for, and real answers. */
@Timeout(180)
class ApiDocumentTest {
    /** What every service has, as the edge does. */
    private static final Set<String> EVERYWHERE = Set.of("GET /health/live", "GET /health/ready", "GET /metrics");

    private static final Pattern PARAMETER = Pattern.compile(":([A-Za-z]+)");

    @TempDir
    private static Path folder;

    private static RunningServices suite;
    private static DocumentedApi api;
    private static JsonObject document;

    @BeforeAll
    static void start() throws Exception {
        suite = new RunningServices(folder, ", rate: 10000");
        document = new JsonObject(suite.send("GET", "/v1/openapi.json", null).body());
        api = new DocumentedApi(document);
    }

    @AfterAll
    static void stop() throws Exception {
        suite.close();
    }

    @Test
    void namesExactlyTheCallsThatAreMounted() {
        Set<String> mounted = new TreeSet<>();
        suite.routes().forEach((service, routes) -> {
            for (String route : routes.split("\n")) {
                boolean usual = EVERYWHERE.contains(route) && !service.equals("edge-proxy");
                if (!usual && !route.startsWith("HEAD ") && !route.startsWith("OPTIONS ")) {
                    mounted.add(PARAMETER.matcher(route).replaceAll("{$1}"));
                }
            }
        });
        Set<String> documented = new TreeSet<>();
        api.operations().forEach(each -> documented.add(each.name()));

        assertThat(suite.routes()).hasSize(5);
        assertThat(documented).isEqualTo(mounted);
    }

    @Test
    void takesHeadWhereTheDocumentDoesNotSayOtherwise() {
        Set<String> heads = new HashSet<>();
        suite.routes()
                .values()
                .forEach(routes -> routes.lines()
                        .filter(route -> route.startsWith("HEAD "))
                        .forEach(route ->
                                heads.add(PARAMETER.matcher(route.substring(5)).replaceAll("{$1}"))));

        for (Operation each : api.operations()) {
            boolean head = each.method().equals("GET") && !each.text().getBoolean("x-no-head", false);
            assertThat(heads.contains(each.path()) || !head)
                    .as("HEAD " + each.path())
                    .isTrue();
            if (each.text().getBoolean("x-no-head", false)) {
                assertThat(heads).doesNotContain(each.path());
            }
        }
    }

    @Test
    void saysWhichRoleEachCallNeeds() {
        Gatekeeper gatekeeper = new Gatekeeper(new AdminConfig(
                new HostPort("127.0.0.1", 9000),
                null,
                null,
                List.of(new AdminTokenConfig("watch", new Secret("a-reader"), Role.READ)),
                null));
        for (Operation each : api.operations()) {
            String path = each.path().replaceAll("\\{[^}]*\\}", "1");

            assertThat(status(gatekeeper, each.method(), path))
                    .as(each.name())
                    .isEqualTo(each.role().equals("operate") ? 403 : 0);
            String reading = each.text().getString("x-read-with");
            if (reading != null) {
                assertThat(status(gatekeeper, each.method(), path + "?" + reading))
                        .isZero();
            }
        }
    }

    private static int status(Gatekeeper gatekeeper, String method, String target) {
        Verdict verdict = gatekeeper.judge(
                new Call(method, target, List.of("localhost"), List.of("Bearer a-reader"), Call.BrowserMarks.NONE, ""));
        return verdict instanceof Verdict.Refused refused ? refused.status() : 0;
    }

    @Test
    void isOnePieceThatHoldsTogether() {
        Matcher references = Pattern.compile("\"\\$ref\":\"([^\"]+)\"").matcher(document.encode());
        while (references.find()) {
            assertThat(api.resolved(new JsonObject().put("$ref", references.group(1))))
                    .isNotNull();
        }
        Set<String> ids = new HashSet<>();
        for (Operation each : api.operations()) {
            assertThat(ids.add(each.text().getString("operationId")))
                    .as(each.name())
                    .isTrue();
            Matcher named = Pattern.compile("\\{([^}]+)\\}").matcher(each.path());
            while (named.find()) {
                String name = named.group(1);
                assertThat(each.parameters())
                        .as(each.name())
                        .anyMatch(parameter ->
                                name.equals(parameter.getString("name")) && "path".equals(parameter.getString("in")));
            }
        }
    }

    @Test
    void isServedWithATagAndFoundByTheCatalog() throws Exception {
        HttpResponse<String> first = suite.send("GET", "/v1/openapi.json", null);
        String tag = first.headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> catalog = suite.send("GET", "/.well-known/api-catalog", null);

        assertThat(suite.send("GET", "/v1/openapi.json", null, "If-None-Match", tag)
                        .statusCode())
                .isEqualTo(304);
        assertThat(catalog.headers().firstValue("Content-Type").orElse("")).startsWith("application/linkset+json");
        assertThat(catalog.body()).contains("\"href\":\"/v1/openapi.json\"");
    }

    /** Each question, with the examples of the document for what it needs. */
    @Test
    void answersEachQuestionAsTheDocumentSays() throws Exception {
        suite.send("GET", "/v1/status", null);
        Eventually.until("a server is known", () -> text("/v1/servers").contains("\"id\""));
        List<String> flaws = new ArrayList<>();
        for (Operation each : api.operations()) {
            if (each.method().equals("GET") && !each.path().endsWith("/tail")) {
                HttpResponse<String> answer = suite.send("GET", target(each), null);
                flaws(each, answer).forEach(flaw -> flaws.add(each.name() + ": " + flaw));
            }
        }

        assertThat(flaws).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | /v1/cache/purge | {\"group\":\"news\"} | 200",
                "POST | /v1/cache/purge | {\"group\":1} | 400",
                "POST | /v1/cache/simulate | {\"since\":\"1h\"} | 200",
                "POST | /v1/unlocks | {\"list\":\"ads\",\"for\":\"5m\",\"client\":\"10.0.0.7\"} | 201",
                "POST | /v1/unlocks | {\"for\":\"5m\"} | 400",
                "PUT | /v1/policies?dryRun=true | rules: [] | 200",
                "PUT | /v1/policies?dryRun=true | rules: 7 | 422",
                "PUT | /v1/policies | rules: [] | 428",
                "POST | /v1/policies/replay | rules: [] | 200",
                "POST | /v1/tunnels/cut?all=true | | 200",
                "POST | /v1/tunnels/cut | | 400",
            })
    void answersWishesAsTheDocumentSays(String method, String target, String body, int status) throws Exception {
        HttpResponse<String> answer = suite.send(method, target, body == null ? null : Buffer.buffer(body));
        Operation operation = api.operation(method, target.replaceAll("\\?.*", ""));

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(flaws(operation, answer)).isEmpty();
    }

    static List<String> flaws(Operation operation, HttpResponse<String> answer) {
        String type = answer.headers().firstValue("Content-Type").orElse("");
        return api.flaws(operation, answer.statusCode(), type, answer.body());
    }

    private static String target(Operation operation) {
        String target = operation.path();
        StringBuilder query = new StringBuilder();
        for (JsonObject written : operation.parameters()) {
            JsonObject parameter = api.resolved(written);
            String example = parameter.getString("example", "1");
            if ("path".equals(parameter.getString("in"))) {
                target = target.replace("{" + parameter.getString("name") + "}", example(operation, example));
            } else if (parameter.getBoolean("required", false)) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(parameter.getString("name"))
                        .append('=')
                        .append(URLEncoder.encode(example, StandardCharsets.UTF_8));
            }
        }
        return target + query;
    }

    private static String example(Operation operation, String otherwise) {
        if (!operation.path().startsWith("/v1/servers/")) {
            return otherwise;
        }
        return new JsonObject(text("/v1/servers"))
                .getJsonArray("servers")
                .getJsonObject(0)
                .getString("id");
    }

    private static String text(String target) {
        try {
            return suite.send("GET", target, null).body();
        } catch (Exception e) {
            throw new AssertionError(target, e);
        }
    }

    @Test
    void knowsTheRolesThatThereAre() {
        for (Map.Entry<String, Object> scheme :
                document.getJsonObject("components").getJsonObject("securitySchemes")) {
            assertThat(((JsonObject) scheme.getValue()).getString("scheme")).isEqualTo("bearer");
        }
        assertThat(api.operations()).extracting(Operation::role).containsOnly("", "read", "operate");
    }
}
