package io.sallyport.kit.bus;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.SnapshotAnnouncement;
import io.sallyport.contract.Subject;
import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgePlace;
import io.sallyport.contract.cache.PurgeReport;
import io.sallyport.contract.cache.PurgeTarget;
import io.sallyport.contract.cache.PurgeWish;
import io.sallyport.contract.cluster.BusProbe;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.contract.health.ConnectionCounts;
import io.sallyport.contract.health.EndpointHealth;
import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.HealthHistory;
import io.sallyport.contract.health.HealthReport;
import io.sallyport.contract.health.ServerCertificate;
import io.sallyport.contract.health.ServerLink;
import io.sallyport.contract.health.Suspect;
import io.sallyport.contract.health.VersionDrift;
import io.sallyport.contract.health.VersionHistory;
import io.sallyport.contract.health.VersionHistory.Change;
import io.sallyport.contract.health.VersionHistory.EndpointVersions;
import io.sallyport.contract.log.AccessBatch;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.contract.log.ServerFigures;
import io.sallyport.contract.log.ServerRecord;
import io.sallyport.contract.log.TrafficAnswer;
import io.sallyport.contract.log.TrafficQuestion;
import io.sallyport.contract.log.TrafficSum;
import io.sallyport.contract.route.RouteSnapshot;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** One full example of each message and snapshot; the golden files are made of these. */
public final class Samples {
    static final Instant NOON = Instant.parse("2026-11-23T12:00:00.123456Z");
    private static final UUID ID = UUID.fromString("0b0f5f3e-6b1e-4d2c-9a57-0a0c5a3f9d11");
    static final String DIGEST = "ab".repeat(32);

    private Samples() {}

    public static SnapshotAnnouncement announcement() {
        return new SnapshotAnnouncement(Subject.POLICY, 42, DIGEST);
    }

    static HealthReport health() {
        return new HealthReport(
                "router-1",
                7,
                List.of(
                        new EndpointHealth(
                                "shop",
                                "http://127.0.0.1:9101",
                                EndpointHealth.State.HEALTHY,
                                "1.1",
                                "200 from /health",
                                NOON,
                                NOON.plusSeconds(2),
                                true,
                                Map.of("built", "2026-11-20", "commit", "7c9e667"),
                                Optional.of(link())),
                        new EndpointHealth(
                                "shop",
                                "http://127.0.0.1:9102",
                                EndpointHealth.State.UNKNOWN,
                                "",
                                "not probed yet",
                                NOON,
                                NOON)),
                List.of(new VersionDrift(
                        VersionDrift.Kind.LABEL,
                        "shop",
                        "",
                        List.of("http://127.0.0.1:9101"),
                        List.of("1.0", "1.1"),
                        NOON)),
                List.of(new Suspect("shop", "http://127.0.0.1:9102", 2, 3)));
    }

    private static ServerLink link() {
        return new ServerLink(
                "h2",
                true,
                Optional.of(new ServerCertificate(
                        "CN=shop.example",
                        "CN=an authority",
                        List.of("shop.example", "*.shop.example"),
                        NOON,
                        NOON.plusSeconds(86_400),
                        "")));
    }

    static HealthHistory healthChanges() {
        return new HealthHistory(
                "shop",
                List.of(new HealthHistory.EndpointStates(
                        "http://127.0.0.1:9101",
                        List.of(new HealthHistory.Change(
                                EndpointHealth.State.UNHEALTHY, "connection refused", NOON)))));
    }

    static TrafficQuestion trafficQuestion() {
        return new TrafficQuestion("shop@127.0.0.1:9101");
    }

    static TrafficAnswer traffic() {
        ServerRecord record = new ServerRecord(
                NOON, 502, "connection_refused", "nobody listens", "GET", "/a?b", "1.1", 1318, "78798484", "edge-1", 7);
        ServerFigures figures = new ServerFigures(
                "shop@127.0.0.1:9101",
                "shop",
                "http://127.0.0.1:9101",
                "1.1",
                NOON,
                new TrafficSum(3, 1, 10, 2048, Map.of(7, 1L, 130, 2L)),
                new TrafficSum(30, 1, 10, 4096, Map.of()),
                List.of(record),
                List.of(record));
        return new TrafficAnswer("collector-1", NOON, List.of(figures));
    }

    static VersionHistory versions() {
        return new VersionHistory(
                "shop",
                List.of(new EndpointVersions(
                        "http://127.0.0.1:9101",
                        List.of(new Change("", "1.0", NOON), new Change("1.0", "1.1", NOON)))));
    }

    static EndpointReport uses() {
        return new EndpointReport(
                "edge-1",
                7,
                List.of(
                        new EndpointUse(
                                "shop",
                                "http://127.0.0.1:9101",
                                EndpointUse.State.EJECTED,
                                Optional.of(NOON.plusSeconds(10)),
                                5,
                                1,
                                0,
                                1_500_000,
                                null,
                                null),
                        new EndpointUse(
                                "shop",
                                "http://127.0.0.1:9102",
                                EndpointUse.State.IN,
                                Optional.empty(),
                                0,
                                0,
                                3,
                                2_345,
                                new ConnectionCounts(4, 1, 2),
                                Optional.of(link()))));
    }

    public static BusProbe probe() {
        return new BusProbe("9d1f0c55-8f1a-4a53-9f0e-0b6c52a1d7aa", List.of("1c2d3e4f-0000-4000-8000-000000000001"));
    }

    public static ServiceAnnouncement service() {
        return new ServiceAnnouncement(
                "edge-proxy",
                "edge-1",
                "127.0.0.1:41000",
                NOON,
                true,
                Map.of("policy", 42L, "routes", 7L),
                List.of("store away"),
                Map.of("cache.hits", 12L, "exchanges", 30L));
    }

    static PurgeEntry purge() {
        return new PurgeEntry(
                ID,
                178_000_000_001L,
                new PurgePlace(178_000_000_000L, ID),
                List.of(
                        PurgeTarget.prefix("http://shop.example/images/ä"),
                        PurgeTarget.group("news", "https://shop.example")),
                true,
                PurgeEntry.Cause.METHOD,
                "10.0.0.1 at edge-1",
                NOON);
    }

    static PurgeWish purgeWish() {
        return new PurgeWish(
                ID,
                List.of(PurgeTarget.url("http://shop.example/a?b=c"), PurgeTarget.everything()),
                false,
                PurgeEntry.Cause.INVALIDATION,
                "edge-1",
                2000);
    }

    static PurgeDone purged() {
        return new PurgeDone(ID, 178_000_000_001L, "edge-1");
    }

    static PurgeReport purgeReport() {
        return new PurgeReport(ID, 178_000_000_001L, List.of("edge-1"), List.of("edge-2"));
    }

    public static AccessBatch batch() {
        return new AccessBatch("edge-1", List.of(exchange(100), tunnel(101), exchange(105)), 3);
    }

    static RecordsQuestion recordsQuestion() {
        return new RecordsQuestion(4, 1_795_435_200_000_000L, 1_795_435_300_000_000L, true, 100);
    }

    static RecordsAnswer recordsAnswer() {
        return new RecordsAnswer(List.of(exchange(100), tunnel(101)), 4, 9, 20, 1_795_435_100_000_000L);
    }

    static AccessRecord exchange(long sequence) {
        return new AccessRecord(
                sequence,
                1_795_435_200_000_000L + sequence * 1500,
                2_345,
                1_200,
                AccessRecord.Kind.EXCHANGE,
                AccessRecord.Direction.REVERSE,
                "web",
                "h2",
                "192.0.2.7",
                "GET",
                "https",
                "shop.example",
                "/käse?q=\"1\"&n=" + sequence,
                200,
                Outcome.FORWARDED,
                "default",
                "shop",
                "shop",
                "http://127.0.0.1:9101",
                "1.1",
                "fwd=uri-miss; stored",
                0,
                51_200,
                42,
                7,
                "curl/8.0 😀",
                "7c9e6679",
                "ann",
                "canary",
                2,
                "",
                "",
                "",
                "",
                "");
    }

    static AccessRecord tunnel(long sequence) {
        return new AccessRecord(
                sequence,
                1_795_435_100_000_000L,
                60_000_000,
                0,
                AccessRecord.Kind.TUNNEL,
                AccessRecord.Direction.FORWARD,
                "egress",
                "HTTP/1.1",
                "192.0.2.8",
                "CONNECT",
                "",
                "example.org:443",
                "",
                200,
                Outcome.TUNNEL_CLOSED,
                "private",
                "",
                "",
                "203.0.113.5:443",
                "",
                "",
                1_024,
                9_000_000_000L,
                42,
                0,
                "",
                "",
                "",
                "",
                1,
                "nl",
                "ads",
                "DE",
                "NL",
                "trial,calm");
    }

    static RouteSnapshot routes() {
        return new RouteSnapshot(7, DIGEST, NOON, RouteSamples.document());
    }
}
