package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.cache.LeaseNote.State;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.edge.shared.FakeCacheService;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.process.RedisServer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An edge that fetches for all edges: each lease ends once, whatever becomes of the exchange. */
@ExtendWith(LeakWatch.class)
class SharedLeaseTest {
    private final AtomicInteger paths = new AtomicInteger();
    private final AtomicInteger leases = new AtomicInteger();
    private RedisServer store;
    private ScriptedOrigin origin;
    private EdgeHarness edge;
    private FakeCacheService service;

    @BeforeEach
    void start() throws Exception {
        store = RedisServer.start();
        origin = ScriptedOrigin.start(Answer.text("kept", "Cache-Control: max-age=600"));
        edge = EdgeSetup.edge()
                .routes(EdgeSetup.routesTo(origin, ", cache: {enabled: true}"))
                .store(new StoreConfig(store.url(), Duration.ofSeconds(5)))
                .drain(Duration.ofMillis(200))
                .start();
        service = edge.sharedTier("fake");
        service.answer = question -> CacheAnswer.fetch("lease-" + leases.incrementAndGet());
        Eventually.until("the edge asks", () -> {
            get("/first/" + paths.incrementAndGet());
            return !service.fills.isEmpty();
        });
    }

    @AfterEach
    void stop() {
        edge.close();
        origin.close();
        store.close();
    }

    private RawResponse get(String path, String... fieldLines) {
        try (RawClient client = edge.reverse()) {
            return client.get(path, fieldLines);
        }
    }

    /** Tokens that have ended, each as often as it has. */
    private List<String> ended() {
        return Stream.concat(
                        service.fills.stream().map(CacheFill::lease),
                        service.notes.stream()
                                .filter(note -> note.state() != State.UNDER_WAY)
                                .map(LeaseNote::lease))
                .filter(token -> !token.isEmpty())
                .toList();
    }

    private void assertAllLeasesEndOnce() {
        List<String> given = new ArrayList<>();
        for (int i = 1; i <= leases.get(); i++) {
            given.add("lease-" + i);
        }
        Eventually.that(() -> assertThat(ended()).containsExactlyInAnyOrderElementsOf(given));
        Eventually.until("none is held", () -> edge.service().metrics().contains("sallyport_cache_shared_leases 0"));
    }

    private State lastNote() {
        return service.notes.get(service.notes.size() - 1).state();
    }

    @Test
    void endsTheLeaseWhateverTheOriginDoes() {
        origin.on(
                "/cut",
                Answer.closeAfter("HTTP/1.1 200 OK\r\nCache-Control: max-age=60\r\nContent-Length: 9\r\n\r\nabc"));
        origin.on("/closed", Answer.closeAfter(""));
        origin.on("/broken", Answer.raw("what?\r\n\r\n"));
        origin.on("/reset", Answer.resetAfter("HTTP/1.1 200 OK\r\n"));
        origin.on("/error", Answer.status("500 Internal Server Error", "no"));
        origin.on("/empty", Answer.status("204 No Content", "", "Cache-Control: max-age=60"));
        origin.on("/vary", Answer.text("x", "Cache-Control: max-age=60", "Vary: *"));
        origin.on("/personal", Answer.text("x", "Cache-Control: max-age=60", "Vary: Cookie"));
        origin.on("/large", Answer.stream(9L << 20, "Cache-Control: max-age=60"));
        origin.on("/chunked", Answer.chunked("a", "b", "c"));
        for (String path : List.of(
                "/cut",
                "/closed",
                "/broken",
                "/reset",
                "/error",
                "/empty",
                "/vary",
                "/personal",
                "/large",
                "/chunked")) {
            try (RawClient client = edge.reverse()) {
                client.send(Requests.head("GET", path, "Connection: close")).readToEnd();
            }
        }

        assertThat(leases.get()).isGreaterThanOrEqualTo(10);
        assertAllLeasesEndOnce();
    }

    @Test
    void endsTheLeaseWhateverTheRequestIs() {
        try (RawClient client = edge.reverse()) {
            client.send(Requests.head("HEAD", "/head")).readResponse("HEAD");
            client.get("/range", "Range: bytes=1-2");
            client.get("/condition", "If-None-Match: \"1\"");
            client.get("/authorised", "Authorization: Basic YTpi");
            client.send("POST /post HTTP/1.1\r\nHost: test.example\r\nContent-Length: 1\r\n\r\nx")
                    .readResponse("POST");
        }

        assertAllLeasesEndOnce();
    }

    @Test
    void givesTheLeaseUpWhenTheEdgeStops() {
        origin.on("/stalled", Answer.stall());
        try (RawClient client = edge.reverse()) {
            client.send(Requests.head("GET", "/stalled"));
            Eventually.until(
                    "under way",
                    () -> origin.requests().stream()
                            .anyMatch(request -> request.target().equals("/stalled")));

            edge.stop();
            assertAllLeasesEndOnce();
        }
        assertThat(lastNote()).isEqualTo(State.GIVEN_UP);
    }

    @Test
    void failsNoRequestWhenTheServiceIsSilent() {
        service.answer = question -> null;
        service.kept = brought -> null;

        for (int i = 0; i < 8; i++) {
            assertThat(get("/silent/" + i).bodyText()).isEqualTo("kept");
        }
    }
}
