package io.sallyport.policy;

import static io.sallyport.policy.PolicyHarness.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.policy.UnlockReport;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls about places, dates, unlocks and the export. */
@ExtendWith(LeakWatch.class)
@Timeout(60)
class PolicyCallsTest {
    private static final String POLICIES = """
            lists: [{name: ads, file: ads.txt}]
            rules:
              - {name: no-ads, when: {list: [ads]}, then: block}
              - {name: order, when: {site: [by-order.test]}, then: block, status: 451, authority: Court, reference: case 7}
              - {name: later, when: {site: [later.test]}, then: block, valid: {from: '2999-01-01'}}
              - {name: over, when: {site: [over.test]}, then: block, valid: {until: '2001-01-01'}}
              - {name: work, when: {site: [play.test], time: [{from: '08:00', until: '17:00', zone: Europe/Berlin}]},
                 then: block}
              - {name: abroad, when: {destinationCountry: [NL]}, then: block, reference: treaty}
              - {name: locals, when: {clientCountry: [DE], site: [de.test]}, then: block}
              - {name: strangers, when: {listener: [open]}, then: block}
              - {name: elsewhere, when: {site: [moved.test]}, then: {redirect: 'https://notice.test/'}}
              - {name: silent, when: {site: [hole.test]}, then: drop}
            """;

    @TempDir
    private Path folder;

    private final List<UnlockReport> told = new CopyOnWriteArrayList<>();
    private PolicyHarness suite;

    @BeforeEach
    void start() throws Exception {
        Files.writeString(folder.resolve("ads.txt"), "# advertisers\n0.0.0.0 ads.test\n");
        Files.writeString(folder.resolve("policies.yaml"), POLICIES);
        suite = new PolicyHarness(folder, listener("egress", "127.0.0.1"), listener("open", "0.0.0.0"));
        suite.vertx().eventBus().<UnlockReport>consumer(Addresses.POLICY_UNLOCKS, message -> told.add(message.body()));
        suite.start();
    }

    private static ListenerConfig listener(String name, String host) {
        return new ListenerConfig(name, Mode.FORWARD, new HostPort(host, 0), null, null);
    }

    @AfterEach
    void stop() throws Exception {
        suite.close();
    }

    private HttpResponse<String> call(String method, String path, JsonObject body) throws Exception {
        return suite.send(
                method, path, body == null ? new byte[0] : body.toBuffer().getBytes());
    }

    private JsonObject json(String method, String path, JsonObject body, int status) throws Exception {
        HttpResponse<String> response = call(method, path, body);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        return new JsonObject(response.body());
    }

    private JsonObject explain(String query) throws Exception {
        return json("GET", "/v1/explain?url=http://" + query, null, 200);
    }

    @ParameterizedTest
    @CsvSource({
        "a.test/&destinationCountry=NL,              abroad,  block",
        "a.test/&destinationCountry=DE,              default, allow",
        "a.test/&destination=8.8.8.8,                default, allow",
        "de.test/&clientCountry=DE&destinationCountry=FR, locals, block",
        "de.test/&country=DE&destinationCountry=FR,  locals,  block",
        "play.test/&at=2026-06-01T06:00:00Z&destinationCountry=DE, work, block",
        "play.test/&at=2026-06-01T05:59:59Z&destinationCountry=DE, default, allow",
        "later.test/&at=2999-01-01T00:00:00Z,        later,   block",
        "over.test/&at=2000-12-31T23:59:59Z,         over,    block",
        "moved.test/&destinationCountry=DE,          elsewhere, redirect",
        "hole.test/&destinationCountry=DE,           silent,  drop",
    })
    void explainsPlacesHoursAndDates(String query, String rule, String verdict) throws Exception {
        JsonObject answer = explain(query);

        assertThat(answer.getString("rule")).isEqualTo(rule);
        assertThat(answer.getString("verdict")).isEqualTo(verdict);
    }

    @Test
    void saysWhichLineOfWhichListNamesASite() throws Exception {
        JsonObject listed = explain("www.ads.test/");
        JsonObject other = explain("fine.test/&destinationCountry=DE");

        assertThat(listed.getString("list")).isEqualTo("ads");
        assertThat(listed.getString("listed")).isEqualTo("ads.test");
        assertThat(listed.getLong("line")).isEqualTo(2);
        assertThat(listed.getString("lineText")).isEqualTo("0.0.0.0 ads.test");
        assertThat(other.containsKey("line")).isFalse();
    }

    @Test
    void saysWhyARuleIsNotAskedOrCannotBe() throws Exception {
        JsonArray steps = explain("later.test/").getJsonArray("steps");

        assertThat(steps.getJsonObject(2).getString("unmet")).isEqualTo("valid");
        assertThat(steps.getJsonObject(2).getString("note")).isEqualTo("not in force until 2999-01-01T00:00:00Z");
        assertThat(steps.getJsonObject(5).getString("note")).isEqualTo("depends on the address that is dialled");
    }

    @Test
    void refusesPlacesThatAreNone() throws Exception {
        for (String wrong : List.of("clientCountry=de", "destinationCountry=NLD", "destination=x", "at=noon")) {
            assertThat(call("GET", "/v1/explain?url=http://a.test/&" + wrong, null)
                            .statusCode())
                    .as(wrong)
                    .isEqualTo(400);
        }
    }

    @Test
    void listsRulesWhoseDatesMatter() throws Exception {
        JsonArray dated = json("GET", "/v1/policies", null, 200).getJsonArray("dated");

        assertThat(dated.stream().map(Object::toString))
                .containsExactly(
                        "{\"rule\":\"later\",\"state\":\"not-yet\",\"at\":\"2999-01-01T00:00:00Z\"}",
                        "{\"rule\":\"over\",\"state\":\"ended\",\"at\":\"2001-01-01T00:00:00Z\"}");
    }

    @Test
    void makesAnUnlockTellsEdgesAndTakesItBack() throws Exception {
        JsonObject made = json(
                "POST",
                "/v1/unlocks",
                new JsonObject()
                        .put("site", "ads.test")
                        .put("for", "30m")
                        .put("client", "10.0.0.7")
                        .put("note", "why"),
                201);
        String id = made.getString("id");

        Eventually.until("told", () -> !told.isEmpty());
        assertThat(told.get(0).unlocks()).singleElement().satisfies(unlock -> {
            assertThat(unlock.id()).isEqualTo(id);
            assertThat(unlock.untilMillis() - unlock.sinceMillis()).isEqualTo(1_800_000);
        });
        JsonObject explained = explain("x.ads.test/&client=10.0.0.7&destinationCountry=DE");
        assertThat(explained.getString("verdict")).isEqualTo("allow");
        assertThat(explained.getJsonArray("steps").getJsonObject(0).getString("gate"))
                .isEqualTo("unlock:" + id);
        assertThat(explain("x.ads.test/&client=10.0.0.8").getString("rule")).isEqualTo("no-ads");
        assertThat(json("GET", "/v1/unlocks", null, 200).getJsonArray("unlocks"))
                .hasSize(1);

        assertThat(json("DELETE", "/v1/unlocks/" + id, null, 200).getString("id"))
                .isEqualTo(id);
        json("DELETE", "/v1/unlocks/" + id, null, 404);
        assertThat(explain("x.ads.test/&client=10.0.0.7").getString("rule")).isEqualTo("no-ads");
        assertThat(told.get(told.size() - 1).unlocks()).isEmpty();
        assertThat(told.get(told.size() - 1).revision())
                .isGreaterThan(told.get(0).revision());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"site": "a.test"}                                              | for: found
            {"site": "a.test", "for": "32d"}                                | up to 31d
            {"site": "a.test", "for": "0m"}                                 | for: found
            {"for": "5m"}                                                   | exactly one
            {"site": "a.test", "rule": "no-ads", "for": "5m"}               | exactly one
            {"site": "a b", "for": "5m"}                                    | site: found
            {"list": "none", "for": "5m"}                                   | list: found
            {"rule": "none", "for": "5m"}                                   | rule: found
            {"rule": "order", "for": "5m"}                                  | overAuthority
            {"site": "a.test", "for": "5m", "client": "10.0.0.1/8"}         | client: found
            {"site": "a.test", "for": "5m", "clint": "10.0.0.1"}            | found "clint"
            {"site": "a.test", "for": 5}                                    | for: found 5
            """)
    void refusesAnUnlockThatWouldDoNothing(String body, String problem) throws Exception {
        assertThat(json("POST", "/v1/unlocks", new JsonObject(body), 400).getString("detail"))
                .contains(problem);
        assertThat(told).isEmpty();
    }

    @Test
    void saysWhereAnUnlockForEverybodyLiftsNothing() throws Exception {
        JsonObject all = new JsonObject().put("site", "ads.test").put("for", "5m");
        JsonObject few = all.copy().put("client", "10.0.0.0/24");

        assertThat(json("POST", "/v1/unlocks", all, 201).getJsonArray("notOn")).containsExactly("open");
        assertThat(explain("ads.test/&listener=egress").getString("verdict")).isEqualTo("allow");
        assertThat(explain("ads.test/&listener=open").getString("rule")).isEqualTo("no-ads");
        assertThat(json("POST", "/v1/unlocks", few, 201).getJsonArray("notOn")).isEmpty();
        assertThat(explain("ads.test/&listener=open&client=10.0.0.7").getString("verdict"))
                .isEqualTo("allow");
    }

    @Test
    void liftsAnOrderOnlyWhenToldSo() throws Exception {
        json(
                "POST",
                "/v1/unlocks",
                new JsonObject().put("site", "by-order.test").put("for", "5m"),
                201);
        assertThat(explain("by-order.test/&destinationCountry=DE").getString("rule"))
                .isEqualTo("order");

        json(
                "POST",
                "/v1/unlocks",
                new JsonObject().put("rule", "order").put("for", "5m").put("overAuthority", true),
                201);
        assertThat(explain("by-order.test/&destinationCountry=DE").getString("verdict"))
                .isEqualTo("allow");
    }

    @Test
    void takesOnlySoManyUnlocks() throws Exception {
        JsonObject wish = new JsonObject().put("site", "a.test").put("for", "5m");
        for (int i = 0; i < 256; i++) {
            json("POST", "/v1/unlocks", wish, 201);
        }
        assertThat(json("POST", "/v1/unlocks", wish, 409).getString("detail")).contains("256 unlocks");
    }

    @Test
    void exportsWhatIsOrderedAndNothingOfClients() throws Exception {
        JsonObject export = json("GET", "/v1/transparency", null, 200);
        JsonObject rule = export.getJsonArray("rules").getJsonObject(0);

        assertThat(export.getJsonArray("rules")).hasSize(2);
        assertThat(rule.getString("rule")).isEqualTo("order");
        assertThat(rule.getString("authority")).isEqualTo("Court");
        assertThat(rule.getBoolean("inForce")).isTrue();
        HttpResponse<String> csv = call("GET", "/v1/transparency?format=csv&since=7d", null);
        assertThat(csv.headers().firstValue("content-type").orElse("")).startsWith("text/csv");
        assertThat(csv.body()).contains("order,block,451,enforce,by-order.test,,,,Court,case 7,", "abroad,block,404");
        json("GET", "/v1/transparency?format=xml", null, 400);
        json("GET", "/v1/transparency?since=tomorrow", null, 400);
    }

    @Test
    void knowsSinceWhenARuleIsInForceAndKeepsItInTheStore() {
        Eventually.until("a date", this::orderIsDated);
        Eventually.until("a date in the store", this::datesAreStored);
    }

    private boolean datesAreStored() {
        try {
            return await(suite.store().get(StoreKeys.ruleDates()))
                    .filter(stored -> stored.toString().contains("\"order\""))
                    .isPresent();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private boolean orderIsDated() {
        try {
            JsonArray rules = json("GET", "/v1/transparency", null, 200).getJsonArray("rules");
            return rules.getJsonObject(0).getString("inForceSince") != null;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
