package io.sallyport.logs.alarm;

import static io.sallyport.logs.fleet.Facts.NOON;
import static io.sallyport.logs.fleet.Facts.id;
import static io.sallyport.logs.fleet.Facts.url;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.canary.CanaryReport;
import io.sallyport.contract.canary.CanaryState;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.health.EndpointHealth.State;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.logs.fleet.EdgeWord;
import io.sallyport.logs.fleet.Facts;
import io.sallyport.logs.fleet.FleetFacts;
import io.sallyport.logs.fleet.ServerStates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlarmsTest {
    private static final String CANARY = ", canary: {version: \"1.2\", steps: [{weight: 5}]}";
    private static final HealthReport WELL = Facts.report(
            Facts.health(9001, State.HEALTHY, "1.1"),
            Facts.health(9002, State.HEALTHY, "1.1"),
            Facts.health(9003, State.HEALTHY, "1.2"));

    private String route = "";
    private HealthReport health = WELL;
    private CanaryReport canaries = CanaryReport.NONE;
    private List<EdgeWord> edges = List.of();
    private List<ServiceAnnouncement> roster = complete();
    private Optional<Losses.Lost> lost = Optional.empty();
    private Optional<String> store = Optional.empty();

    @Test
    void findsNothingWhenAllIsWell() {
        assertThat(find()).isEmpty();
    }

    @Test
    void aServerThatIsOutIsAWarning() {
        health = Facts.report(Facts.health(9001, State.UNHEALTHY, "1.1"), Facts.health(9002, State.HEALTHY, "1.1"));

        Finding finding = only();

        assertThat(finding.id()).isEqualTo("server_unhealthy:" + id(9001));
        assertThat(finding.severity()).isEqualTo(Severity.WARNING);
        assertThat(finding.text()).isEqualTo("server " + id(9001) + " is unhealthy: connection refused");
        assertThat(finding.since()).contains(NOON.minusSeconds(60));
        assertThat(finding.servers()).containsExactly(id(9001));
    }

    @Test
    void aClusterWithoutAServerIsCriticalAndToldOnce() {
        health = Facts.report(
                Facts.health(9001, State.UNHEALTHY, "1.1"),
                Facts.health(9002, State.UNHEALTHY, "1.1"),
                Facts.health(9003, State.UNHEALTHY, "1.2"));
        roster = with(service("router-service", List.of("cluster shop: no endpoint is healthy"), Map.of()));

        assertThat(find())
                .extracting(Finding::id)
                .containsOnly(
                        "cluster_down:shop",
                        "server_unhealthy:" + id(9001),
                        "server_unhealthy:" + id(9002),
                        "server_unhealthy:" + id(9003));
        assertThat(find().stream().filter(each -> each.kind() == AlarmKind.CLUSTER_DOWN))
                .singleElement()
                .satisfies(down -> assertThat(down.severity()).isEqualTo(Severity.CRITICAL));
    }

    @Test
    void aRouteWhoseVersionNothingRunsIsCritical() {
        route = ", versions: {default: \"2.0\"}";

        assertThat(only().id()).isEqualTo("route_down:shop");
        assertThat(only().severity()).isEqualTo(Severity.CRITICAL);
    }

    @Test
    void anEjectedServerSaysWhereAndWhy() {
        edges = List.of(Facts.word(
                "edge-1",
                new EndpointUse(
                        "shop",
                        url(9002),
                        EndpointUse.State.EJECTED,
                        Optional.of(NOON.plusSeconds(10)),
                        5,
                        1,
                        0,
                        0,
                        null,
                        null)));

        assertThat(only().id()).isEqualTo("server_ejected:" + id(9002));
        assertThat(only().text()).contains("5 failures in a row at edge edge-1");
    }

    @ParameterizedTest
    @CsvSource({"P30D, -", "P13D, WARNING", "P2D, CRITICAL", "PT-1H, CRITICAL"})
    void aCertificateOfAServerRunsOut(Duration left, String severity) {
        health = Facts.report(
                Facts.health(9001, State.HEALTHY, "1.1", Map.of(), Facts.link(left, "")),
                Facts.health(9002, State.HEALTHY, "1.1"));

        assertThat(find())
                .extracting(finding -> finding.id() + " " + finding.severity())
                .isEqualTo(
                        severity.equals("-") ? List.of() : List.of("certificate_expiry:" + id(9001) + " " + severity));
    }

    @ParameterizedTest
    @CsvSource({"30, -", "13, WARNING", "2, CRITICAL", "-1, CRITICAL"})
    void aCertificateOfAListenerRunsOut(long days, String severity) {
        roster = with(service(
                "edge-proxy",
                List.of("listener web: a certificate expires in " + days + " days"),
                Map.of("certificateDaysLeft", days)));

        assertThat(find())
                .extracting(finding -> finding.id() + " " + finding.severity())
                .isEqualTo(
                        severity.equals("-")
                                ? List.of()
                                : List.of("listener_certificate_expiry:edge-proxy " + severity));
    }

    @Test
    void driftIsOfTwoKinds() {
        VersionDrift mixed = new VersionDrift(
                VersionDrift.Kind.MIXED, "shop", "shop", List.of(url(9001), url(9003)), List.of("1.1", "1.2"), NOON);
        health = new HealthReport("router-1", 7, WELL.endpoints(), List.of(mixed), null);
        roster = with(service("router-service", List.of(mixed.text()), Map.of()));

        Finding finding = only();

        assertThat(finding.id()).isEqualTo("version_mixed:shop");
        assertThat(finding.servers()).containsExactly(id(9001), id(9003));
        assertThat(finding.since()).contains(NOON);
    }

    @Test
    void aCanaryThatWentBackIsTold() {
        route = CANARY;
        canaries = Facts.canary(CanaryState.Phase.ROLLED_BACK, 0);

        assertThat(only().id()).isEqualTo("canary_rolled_back:shop");
        assertThat(only().servers()).containsExactly(id(9003));

        canaries = Facts.canary(CanaryState.Phase.RUNNING, 5);
        assertThat(find()).isEmpty();
    }

    @Test
    void servicesAreMissedByHowMuchTheyAreNeeded() {
        roster = List.of(service("edge-proxy", List.of(), Map.of()), service("policy-service", List.of(), Map.of()));

        assertThat(find())
                .extracting(finding -> finding.id() + " " + finding.severity())
                .containsExactlyInAnyOrder(
                        "service_missing:router-service CRITICAL",
                        "service_missing:cache-service WARNING",
                        "service_missing:log-collector WARNING");
    }

    @Test
    void problemsOfServicesAreOneAlarmForEachText() {
        roster = with(
                service("router-service", List.of("store away"), Map.of()),
                service("policy-service", List.of("store away", "list ads: stale, last fetched yesterday"), Map.of()));

        assertThat(find())
                .extracting(Finding::kind)
                .containsExactlyInAnyOrder(AlarmKind.SERVICE_DEGRADED, AlarmKind.LIST_STALE);
        assertThat(find()).anySatisfy(finding -> {
            assertThat(finding.subject()).startsWith("policy-service,router-service:");
            assertThat(finding.text()).isEqualTo("policy-service,router-service: store away");
        });
        assertThat(find()).anySatisfy(finding -> assertThat(finding.id()).isEqualTo("list_stale:ads"));
    }

    @Test
    void lostRecordsAndALostStoreAreTold() {
        lost = Optional.of(new Losses.Lost(12, NOON));
        store = Optional.of("connection refused");

        assertThat(find())
                .extracting(Finding::id)
                .containsExactlyInAnyOrder("records_dropped:records", "store_away:store");
    }

    @Test
    void lossesAreOverAfterFiveMinutes() {
        Losses losses = new Losses();
        assertThat(losses.look(List.of(collector("a", 7)), NOON)).isEmpty();
        assertThat(losses.look(List.of(collector("a", 10), collector("b", 5)), NOON.plusSeconds(1)))
                .contains(new Losses.Lost(3, NOON.plusSeconds(1)));
        assertThat(losses.look(List.of(collector("a", 10), collector("b", 6)), NOON.plusSeconds(2)))
                .contains(new Losses.Lost(4, NOON.plusSeconds(1)));
        assertThat(losses.look(List.of(collector("a", 10)), NOON.plusSeconds(303)))
                .isEmpty();
    }

    @Test
    void anAlarmBeginsOnceAndEndsOnce() {
        AlarmBook book = new AlarmBook();
        Finding out = finding(AlarmKind.SERVER_UNHEALTHY, "a");

        assertThat(book.look(List.of(out), NOON).begun()).hasSize(1);
        assertThat(book.look(List.of(out), NOON.plusSeconds(1))).isEqualTo(new AlarmBook.Change(List.of(), List.of()));
        assertThat(book.standing())
                .singleElement()
                .satisfies(alarm -> assertThat(alarm.since()).isEqualTo(NOON));
        assertThat(book.look(List.of(), NOON.plusSeconds(2)).ended()).hasSize(1);
        assertThat(book.standing()).isEmpty();
    }

    @Test
    void aServiceMayBeAwayForTenSeconds() {
        AlarmBook book = new AlarmBook();
        Finding missing = finding(AlarmKind.SERVICE_MISSING, "cache-service");

        assertThat(book.look(List.of(missing), NOON).begun()).isEmpty();
        assertThat(book.look(List.of(missing), NOON.plusSeconds(9)).begun()).isEmpty();
        assertThat(book.look(List.of(missing), NOON.plusSeconds(10)).begun()).hasSize(1);
    }

    @Test
    void atMostAThousandStand() {
        List<Finding> many = new ArrayList<>();
        for (int i = 0; i < 3000; i++) {
            many.add(finding(AlarmKind.SERVER_UNHEALTHY, "server " + i));
        }
        AlarmBook book = new AlarmBook();

        book.look(many, NOON);

        assertThat(book.standing()).hasSize(AlarmBook.ALARMS_MAX);
    }

    private static Finding finding(AlarmKind kind, String subject) {
        return new Finding(kind, Severity.WARNING, subject, "text", Optional.empty(), List.of());
    }

    private Finding only() {
        assertThat(find()).hasSize(1);
        return find().get(0);
    }

    private List<Finding> find() {
        FleetFacts fleet = FleetFacts.of(Facts.routes(route), health, canaries, edges);
        AlarmFacts facts = new AlarmFacts(fleet, ServerStates.of(fleet, NOON), roster, lost, store);
        List<Finding> found = new ArrayList<>(ServerAlarms.find(facts));
        found.addAll(ServiceAlarms.find(facts, found));
        return found;
    }

    private static List<ServiceAnnouncement> complete() {
        return with();
    }

    private static List<ServiceAnnouncement> with(ServiceAnnouncement... others) {
        List<ServiceAnnouncement> all = new ArrayList<>(List.of(others));
        for (String name :
                List.of("edge-proxy", "policy-service", "router-service", "cache-service", "log-collector")) {
            if (all.stream().noneMatch(each -> each.service().equals(name))) {
                all.add(service(name, List.of(), Map.of()));
            }
        }
        return all;
    }

    private static ServiceAnnouncement service(String name, List<String> problems, Map<String, Long> figures) {
        return new ServiceAnnouncement(name, name + "-1", "127.0.0.1:1", NOON, true, Map.of(), problems, figures);
    }

    private static ServiceAnnouncement collector(String instance, long dropped) {
        return new ServiceAnnouncement(
                "log-collector", instance, "127.0.0.1:1", NOON, true, Map.of(), List.of(), Map.of("dropped", dropped));
    }
}
