package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.control.TinyDatabase;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Rules that ask where clients are and where requests go. No test connects to an address beyond this machine. */
@ExtendWith(LeakWatch.class)
class GeoRulesTest {
    private static final String OPEN =
            "  - {name: open, then: {allow: {targets: [127.0.0.0/8, '::1'], ports: [%d]}}}\n";

    @TempDir
    private static Path folder;

    private ScriptedOrigin origin;
    private EdgeHarness edge;

    @BeforeEach
    void start() throws IOException {
        Files.write(
                folder.resolve("country.mmdb"), TinyDatabase.of(Map.of("8.8.8.0/24", "US", "2001:4860::/32", "US")));
        origin = ScriptedOrigin.start("hello");
        edge = EdgeSetup.edge().countries(folder, "country.mmdb").start();
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
    }

    private void policies(String rules) {
        edge.policies("rules:\n" + rules + String.format(OPEN, origin.port()));
        edge.awaitPolicies();
    }

    private int get(String url) {
        try (RawClient client = edge.forward()) {
            return client.get(url).status();
        }
    }

    @Test
    void blocksByTheCountryOfTheAddressThatWouldBeDialled() {
        policies("  - {name: not-there, when: {destinationCountry: [US]}, then: block, status: 451}\n");

        assertThat(get("http://8.8.8.8/")).isEqualTo(451);
        assertThat(get("http://[2001:4860:4860::8888]/")).isEqualTo(451);
        assertThat(get("http://[::ffff:8.8.8.8]/")).isEqualTo(451);
        try (RawClient client = edge.forward()) {
            client.send("CONNECT 8.8.8.8:443 HTTP/1.1\r\nHost: 8.8.8.8:443\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(451);
        }
        AccessRecord record = edge.awaitRecord(4);
        assertThat(record.outcome()).isEqualTo(Outcome.RULE_BLOCKED);
        assertThat(record.rule()).isEqualTo("not-there");
        assertThat(record.destinationCountry()).isEqualTo("US");
    }

    @Test
    void knowsPrivateAndUnknownPlaces() {
        policies("  - {name: inside, when: {destinationCountry: [private], port: [1]}, then: block, status: 403}\n"
                + "  - {name: nowhere, when: {destinationCountry: [unknown]}, then: block, status: 410}\n");

        assertThat(get("http://localhost:1/")).isEqualTo(403);
        assertThat(get("http://10.0.0.1:1/")).isEqualTo(403);
        assertThat(get("http://9.9.9.9/")).isEqualTo(410);
        assertThat(get("http://localhost:" + origin.port() + "/")).isEqualTo(200);
        assertThat(edge.awaitRecord(4).destinationCountry()).isEqualTo("private");
    }

    @Test
    void dialsOnlyTheAddressesThatTheRulesPermit() {
        policies("  - {name: not-v6, when: {destination: ['::1']}, then: block}\n"
                + "  - {name: not-v4, when: {destination: [127.0.0.0/8], method: [PUT]}, then: block}\n");

        assertThat(get("http://localhost:" + origin.port() + "/")).isEqualTo(200);
        try (RawClient client = edge.forward()) {
            client.send(
                    "PUT http://localhost:" + origin.port() + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 2\r\n\r\nab");
            assertThat(client.readResponse().status()).isEqualTo(404);
        }
        assertThat(origin.requests()).hasSize(1);
    }

    @Test
    void holdsTheBodyWhileTheTargetIsResolved() {
        policies("  - {name: us, when: {destinationCountry: [US]}, then: block}\n");

        try (RawClient client = edge.forward()) {
            client.send("POST http://localhost:" + origin.port()
                    + "/ HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nbody");
            assertThat(client.readResponse().status()).isEqualTo(200);
            client.send("GET http://localhost:" + origin.port() + "/b HTTP/1.1\r\nHost: x\r\n\r\n");
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
        assertThat(origin.requests().get(0).bodyText()).isEqualTo("body");
    }

    @Test
    void opensATunnelToWhatTheRulesPermit() {
        policies("  - {name: us, when: {destinationCountry: [US]}, then: block}\n");

        try (RawClient client = edge.forward()) {
            String target = "localhost:" + origin.port();
            client.send("CONNECT " + target + " HTTP/1.1\r\nHost: " + target
                    + "\r\n\r\nGET /inside HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
            assertThat(client.readHead().status()).isEqualTo(200);
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
        assertThat(origin.requests().get(0).target()).isEqualTo("/inside");
        assertThat(edge.awaitRecord(1).destinationCountry()).isEqualTo("private");
    }

    @Test
    void refusesWhatCannotBeResolvedWhenARuleAsks() {
        policies("  - {name: us, when: {destinationCountry: [US]}, then: block}\n");

        assertThat(get("http://no-such-name.invalid/")).isEqualTo(502);
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.DNS_FAILED);
    }

    @Test
    void notesTheClientsCountryOnlyWhereARuleAsks() {
        policies("  - {name: abroad, when: {clientCountry: [US], path: [/asked]}, then: block}\n");

        assertThat(get(origin.url("/asked"))).isEqualTo(200);
        assertThat(get(origin.url("/"))).isEqualTo(200);
        assertThat(edge.awaitRecord(1).clientCountry()).isEqualTo("private");
        assertThat(edge.awaitRecord(2).clientCountry()).isEmpty();
        assertThat(edge.awaitRecord(2).destinationCountry()).isEmpty();
    }

    /** Whoever could simulate a country by a field would walk past every rule about countries. */
    @Test
    void believesNoFieldAboutCountriesOrClients() {
        policies("  - {name: home-only, when: {clientCountry: [private]}, then: block, status: 403}\n");

        for (String field : new String[] {
            "X-Client-Country: DE", "CF-IPCountry: DE", "X-Forwarded-For: 8.8.8.8", "Forwarded: for=8.8.8.8"
        }) {
            try (RawClient client = edge.forward()) {
                RawResponse response = client.get(origin.url("/?clientCountry=DE"), field);
                assertThat(response.status()).as(field).isEqualTo(403);
            }
        }
        assertThat(origin.requests()).isEmpty();
    }

    /** Every request is judged by one of the two databases, never by none and never by half of one. */
    @Test
    void takesNewDatabasesUnderLoad() throws IOException {
        policies("  - {name: us, when: {destinationCountry: [US]}, then: block, status: 451}\n"
                + "  - {name: se, when: {destinationCountry: [SE]}, then: block, status: 452}\n"
                + "  - {name: rest, when: {destination: [8.0.0.0/8]}, then: block, status: 403}\n");
        AtomicBoolean over = new AtomicBoolean();
        Set<Integer> seen = ConcurrentHashMap.newKeySet();
        Thread load = new Thread(() -> {
            try (RawClient client = edge.forward()) {
                while (!over.get()) {
                    seen.add(client.get("http://8.8.8.8/").status());
                }
            }
        });
        load.start();
        Eventually.until("the old database", () -> seen.contains(451));
        Files.write(folder.resolve("country.mmdb"), TinyDatabase.of(Map.of("8.8.8.0/24", "SE")));
        Eventually.until("the new database", () -> seen.contains(452));
        Files.write(folder.resolve("country.mmdb"), new byte[0]);
        Eventually.until("a problem", () -> !edge.problems().isEmpty());
        over.set(true);
        Eventually.until("the end", () -> !load.isAlive());

        assertThat(seen).containsExactlyInAnyOrder(451, 452);
    }

    @Test
    void keepsTheLastGoodDatabase() throws IOException {
        policies("  - {name: not-there, when: {destinationCountry: [SE]}, then: block, status: 451}\n"
                + "  - {name: rest, when: {destination: [8.0.0.0/8]}, then: block, status: 403}\n");
        assertThat(get("http://8.8.8.8/")).isEqualTo(403);

        Files.write(folder.resolve("country.mmdb"), TinyDatabase.of(Map.of("8.8.8.0/24", "SE")));
        Eventually.until("the new database", () -> get("http://8.8.8.8/") == 451);
        Files.write(folder.resolve("country.mmdb"), "no database".getBytes(StandardCharsets.UTF_8));
        Eventually.until(
                "a problem", () -> edge.problems().stream().anyMatch(problem -> problem.contains("geo.database")));
        assertThat(get("http://8.8.8.8/")).isEqualTo(451);
    }

    /** Who the client is a proxy in front says by the PROXY protocol, if it is trusted; on a forward listener nobody else. */
    @Test
    void goesByTheClientThatATrustedProxyNames() {
        String listener =
                "listeners: [{name: egress, mode: forward, bind: '127.0.0.1:0', proxyProtocol: true, trust: [%s]}]";
        String rules = "rules:\n  - {name: abroad, when: {clientCountry: [US]}, then: block, status: 403}\n"
                + String.format(OPEN, origin.port());
        String request = " 10.0.0.1 4711 80\r\nGET " + origin.url("/") + " HTTP/1.1\r\nHost: x\r\n\r\n";
        try (EdgeHarness front = EdgeSetup.edge()
                .listeners(folder, String.format(listener, "127.0.0.0/8"))
                .countries(folder, "country.mmdb")
                .policies(rules)
                .start()) {
            try (RawClient client = front.forward()) {
                assertThat(client.send("PROXY TCP4 8.8.8.8" + request)
                                .readResponse()
                                .status())
                        .isEqualTo(403);
            }
            try (RawClient client = front.forward()) {
                assertThat(client.send("PROXY TCP4 192.168.0.9" + request)
                                .readResponse()
                                .status())
                        .isEqualTo(200);
            }
            assertThat(front.awaitRecord(1).clientCountry()).isEqualTo("US");
        }
        assertThat(origin.requests()).hasSize(1);
    }
}
