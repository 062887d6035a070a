package io.sallyport.logs;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.settings.LogsConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LeakWatch.class)
class LogsServiceTest {
    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final Vertx vertx = Vertx.vertx();
    private final SuiteConfig config = new SuiteConfig(null, null, null, null, null, null, null, null, null, null);
    private final LogsService service = new LogsService();
    private RunningEnvironment environment;
    private int port;

    @BeforeEach
    void start() throws Exception {
        environment = RunningEnvironment.on(vertx, config, Path.of("."));
        service.start(environment.environment()).await(10, TimeUnit.SECONDS);
        Eventually.until("the service is announced", () -> !ready().isEmpty());
        String api = ready().get(0);
        port = Integer.parseInt(api.substring(api.lastIndexOf(':') + 1));
    }

    @AfterEach
    void stop() throws Exception {
        service.stop().await(10, TimeUnit.SECONDS);
        environment.close().await(10, TimeUnit.SECONDS);
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void answersWithWhatEdgesSent() throws Exception {
        assertThat(send(0, record().sequence(1), record().sequence(2).status(502)))
                .isEqualTo(2);

        JsonObject answer = json(get("/v1/logs?where=status%3E%3D500%20and%20cluster%3Dshop"));

        assertThat(answer.getInteger("kept")).isEqualTo(2);
        assertThat(answer.getString("oldest")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer.getString("next")).isNull();
        JsonObject found = onlyOne(answer.getJsonArray("records"));
        assertThat(found.getInteger("status")).isEqualTo(502);
        assertThat(found.getString("startedAt")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(found.getLong("startedAtMicros")).isEqualTo(Records.NEW_YEAR_MICROS);
        assertThat(found.getString("outcome")).isEqualTo("forwarded");
        assertThat(found.getString("userAgent")).isEqualTo("curl/8.5 \"quoted\"");
        assertThat(found.getString("edge")).isEqualTo("edge-1");
    }

    @Test
    void takesARepeatedBatchOnceAndReportsDrops() throws Exception {
        send(3, record().sequence(1));
        send(3, record().sequence(1));

        JsonObject answer = json(get("/v1/logs"));

        assertThat(answer.getJsonArray("records")).hasSize(1);
        assertThat(answer.getInteger("dropped")).isEqualTo(3);
    }

    @Test
    void pagesByCursor() throws Exception {
        long now = ChronoUnit.MICROS.between(Instant.EPOCH, Clock.systemUTC().instant());
        send(
                0,
                record().sequence(1).startedAt(now - 3_000_000),
                record().sequence(2).startedAt(now - 2_000_000));

        JsonObject first = json(get("/v1/logs?since=1m&limit=1"));
        JsonObject second = json(get("/v1/logs?since=1m&limit=1&cursor=" + first.getString("next")));

        assertThat(onlyOne(first.getJsonArray("records")).getInteger("sequence"))
                .isEqualTo(2);
        assertThat(onlyOne(second.getJsonArray("records")).getInteger("sequence"))
                .isEqualTo(1);
        assertThat(second.getString("next")).isNull();
        assertThat(json(get("/v1/logs?since=1s")).getJsonArray("records")).isEmpty();
    }

    @Test
    void writesLines() throws Exception {
        send(0, record().sequence(1), record().sequence(2));

        RawResponse answer = get("/v1/logs?format=ndjson&order=asc");

        assertThat(answer.field("Content-Type")).contains("application/x-ndjson");
        assertThat(answer.bodyText().lines().map(line -> new JsonObject(line).getInteger("sequence")))
                .containsExactly(1, 2);
    }

    @Test
    void pointsAtWhatIsWrongInAFilter() {
        RawResponse answer = get("/v1/logs?where=cluster%3Dshop%20and%20state%3D1");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.field("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).getString("detail"))
                .startsWith(
                        "where: at character 18: found \"state\" (perhaps \"status\" is meant), allowed: one of the fields")
                .endsWith("\ncluster=shop and state=1\n                 ^");
        assertThat(get("/v1/logs?format=xml").status()).isEqualTo(400);
        assertThat(get("/v1/logs?where=%zz").status()).isEqualTo(400);
    }

    @Test
    void answersFiguresByGroup() throws Exception {
        send(
                0,
                record().sequence(1),
                record().sequence(2).status(500),
                record().sequence(3).server("blog", "b:1", "2"));

        JsonArray groups = json(get("/v1/logs/stats?by=cluster,version")).getJsonArray("groups");

        assertThat(groups).hasSize(2);
        JsonObject shop = groups.getJsonObject(0);
        assertThat(shop.getJsonObject("by"))
                .isEqualTo(new JsonObject().put("cluster", "shop").put("version", "1.1"));
        assertThat(shop.getInteger("count")).isEqualTo(2);
        assertThat(shop.getDouble("errorShare")).isEqualTo(0.5);
        // 1500 µs lie in the range from 1488 to 1503; its middle is 1496.
        assertThat(shop.getLong("p99Micros")).isEqualTo(1496);
    }

    @Test
    void listsServersWithHealthAndTraffic() throws Exception {
        report(EndpointHealth.State.HEALTHY, "200 from /health");
        send(0, record().sequence(1), record().sequence(2).status(503));
        Eventually.until(
                "the report has arrived", () -> get("/v1/servers").bodyText().contains("200 from"));

        JsonObject list = json(get("/v1/servers?cluster=shop&version=1.1&state=healthy"));
        JsonObject server = onlyOne(list.getJsonArray("servers"));

        assertThat(server.getString("id")).isEqualTo("shop@127.0.0.1:9101");
        assertThat(server.getJsonObject("health").getString("since")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(server.getJsonObject("traffic").getInteger("requests")).isEqualTo(2);
        assertThat(server.getJsonArray("lastErrors")).isEmpty();
        assertThat(list.getJsonObject("coverage").getJsonArray("collectors")).hasSize(1);
        JsonObject whole = json(get("/v1/servers/shop@127.0.0.1:9101"));
        assertThat(onlyOne(whole.getJsonArray("lastErrors")).getString("reason"))
                .isEqualTo("the server answered 503");
        assertThat(whole.getJsonArray("lastRecords")).hasSize(2);
        assertThat(whole.getString("upSince")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(json(get("/v1/servers?cluster=blog")).getJsonArray("servers"))
                .isEmpty();
        assertThat(json(get("/v1/servers?state=unhealthy")).getInteger("total")).isZero();
    }

    @Test
    void refusesQuestionsAboutServersThatItDoesNotKnow() {
        assertThat(get("/v1/servers/nobody").status()).isEqualTo(404);
        assertThat(get("/v1/servers?colour=red").status()).isEqualTo(400);
        assertThat(json(get("/v1/servers?state=tired")).getString("detail"))
                .isEqualTo("state: found \"tired\", allowed: healthy, unhealthy, unknown, ejected, alarm");
        assertThat(get("/v1/servers?limit=0").status()).isEqualTo(400);
        assertThat(get("/v1/alarms?kind=fire").status()).isEqualTo(400);
        assertThat(get("/v1/alarms?severity=critical").status()).isEqualTo(200);
    }

    @Test
    void historiesComeFromTheStore() throws Exception {
        VersionHistory versions = new VersionHistory(
                "shop",
                List.of(new VersionHistory.EndpointVersions(
                        "http://127.0.0.1:9101", List.of(new VersionHistory.Change("1.0", "1.1", NEW_YEAR)))));
        HealthHistory states = new HealthHistory(
                "shop",
                List.of(new HealthHistory.EndpointStates(
                        "http://127.0.0.1:9101",
                        List.of(new HealthHistory.Change(
                                EndpointHealth.State.UNHEALTHY, "connection refused", NEW_YEAR)))));
        put(StoreKeys.versions("shop"), versions);
        put(StoreKeys.healthChanges("shop"), states);
        report(EndpointHealth.State.HEALTHY, "200 from /health");
        Eventually.until(
                "the report has arrived", () -> get("/v1/servers").bodyText().contains("200 from"));

        JsonObject server = json(get("/v1/servers/shop@127.0.0.1:9101"));

        assertThat(onlyOne(server.getJsonArray("versions")).getString("from")).isEqualTo("1.0");
        assertThat(onlyOne(server.getJsonArray("healthChanges")))
                .isEqualTo(new JsonObject()
                        .put("state", "unhealthy")
                        .put("reason", "connection refused")
                        .put("since", "2026-01-01T00:00:00Z"));
    }

    @Test
    void aRestartRemembersLastErrors(@TempDir Path folder) throws Exception {
        service.stop().await(10, TimeUnit.SECONDS);
        LogsConfig logs = new LogsConfig(folder.toString(), null, null, null, null, null, null);
        SuiteConfig kept = new SuiteConfig(null, null, null, null, null, logs, null, null, null, null);
        ServiceEnvironment base = environment.environment();
        ServiceEnvironment keeping =
                new ServiceEnvironment(base.vertx(), kept, base.folder(), base.store(), base.roster(), base.clock());
        String id = "/v1/servers/shop@127.0.0.1:9101";
        restart(keeping);
        send(0, record().sequence(1), record().sequence(2).status(503));
        Eventually.until("it is counted", () -> get(id).bodyText().contains("the server answered 503"));

        service.stop().await(10, TimeUnit.SECONDS);
        restart(keeping);

        Eventually.until("it is remembered", () -> get(id).bodyText().contains("the server answered 503"));
        JsonObject server = json(get(id));
        assertThat(server.getJsonArray("lastRecords")).hasSize(2);
        assertThat(server.getJsonObject("total").getInteger("requests")).isZero();
    }

    private void restart(ServiceEnvironment with) throws Exception {
        Eventually.until("the one before is gone", () -> ready().isEmpty());
        service.start(with).await(10, TimeUnit.SECONDS);
        Eventually.until("the service is announced", () -> ready().size() == 1);
        String api = ready().get(0);
        port = Integer.parseInt(api.substring(api.lastIndexOf(':') + 1));
    }

    @Test
    void anAlarmStandsForAsLongAsItsReason() {
        report(EndpointHealth.State.UNHEALTHY, "connection refused");
        Eventually.until("the alarm stands", () -> get("/v1/alarms").bodyText().contains("server_unhealthy"));

        JsonObject alarm = onlyOne(json(get("/v1/alarms?kind=server_unhealthy")).getJsonArray("alarms"));

        assertThat(alarm.getString("id")).isEqualTo("server_unhealthy:shop@127.0.0.1:9101");
        assertThat(alarm.getString("since")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(onlyOne(json(get("/v1/servers/shop@127.0.0.1:9101")).getJsonArray("alarms")))
                .isEqualTo(alarm);
        assertThat(get("/metrics").bodyText())
                .contains("sallyport_alarms{kind=\"server_unhealthy\",severity=\"warning\"} 1");
        report(EndpointHealth.State.HEALTHY, "200 from /health");
        Eventually.until(
                "the alarm is over", () -> !get("/v1/alarms").bodyText().contains("server_unhealthy"));
    }

    @Test
    void twoCollectorsGiveOneAnswer() throws Exception {
        LogsService other = new LogsService();
        other.start(environment.environment()).await(10, TimeUnit.SECONDS);
        try {
            Eventually.until("both are announced", () -> ready().size() == 2);
            for (int i = 1; i <= 8; i++) {
                send(0, record().sequence(i));
            }

            JsonObject list = json(get("/v1/servers"));

            assertThat(onlyOne(list.getJsonArray("servers"))
                            .getJsonObject("traffic")
                            .getInteger("requests"))
                    .isEqualTo(8);
            assertThat(list.getJsonObject("coverage").getJsonArray("collectors"))
                    .hasSize(2);
            assertThat(json(get("/v1/servers/shop@127.0.0.1:9101")).getJsonArray("lastRecords"))
                    .hasSize(8);
        } finally {
            other.stop().await(10, TimeUnit.SECONDS);
        }
    }

    private void report(EndpointHealth.State state, String reason) {
        EndpointHealth health =
                new EndpointHealth("shop", "http://127.0.0.1:9101", state, "1.1", reason, NEW_YEAR, NEW_YEAR);
        vertx.eventBus().publish(Addresses.ENDPOINT_HEALTH, new HealthReport("router-1", 1, List.of(health)));
    }

    private void put(String key, Object value) throws Exception {
        environment.environment().store().put(key, JsonCodec.bytes(value)).await(10, TimeUnit.SECONDS);
    }

    @Test
    void answersHeadWithoutABody() {
        try (RawClient client = RawClient.connect(port)) {
            RawResponse answer = client.send(Requests.head("HEAD", "/v1/servers", "Host: 127.0.0.1"))
                    .readResponse("HEAD");

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.bodyLength()).isZero();
        }
    }

    @Test
    void showsItsMetrics() throws Exception {
        send(2, record().sequence(1));

        assertThat(get("/metrics").bodyText())
                .contains("sallyport_log_records_total 1", "sallyport_log_dropped_total 2", "sallyport_log_kept 1");
    }

    private List<String> ready() {
        return environment.environment().roster().ready("log-collector").stream()
                .map(found -> found.api())
                .toList();
    }

    private long send(long dropped, Records... records) throws Exception {
        AccessBatch batch = new AccessBatch(
                "edge-1", List.of(records).stream().map(Records::build).toList(), dropped);
        return vertx.eventBus()
                .<Long>request(Addresses.ACCESS_LOG, batch)
                .await(10, TimeUnit.SECONDS)
                .body();
    }

    private RawResponse get(String target) {
        try (RawClient client = RawClient.connect(port)) {
            return client.get(target, "Host: 127.0.0.1");
        }
    }

    private static JsonObject json(RawResponse answer) {
        return new JsonObject(answer.bodyText());
    }

    private static JsonObject onlyOne(JsonArray array) {
        assertThat(array).hasSize(1);
        return array.getJsonObject(0);
    }
}
