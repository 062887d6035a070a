package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.TraceReceiver.Received;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.PrometheusPage;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Traces, seen from three sides: what the origin is told, what a receiver gets, what the record says. */
class TraceTest {
    private static final String ID = "0af7651916cd43dd8448eb211c80319c";
    private static final String SAMPLED = "traceparent: 00-" + ID + "-b7ad6b7169203331-01";
    private static final String UNSAMPLED = "traceparent: 00-" + ID + "-b7ad6b7169203331-00";
    private static final int SERVER = 2;
    private static final int CLIENT = 3;
    private static final int ERROR = 2;

    @AutoClose
    private TraceReceiver receiver;

    @AutoClose
    private ScriptedOrigin origin;

    @BeforeEach
    void start() throws IOException {
        receiver = TraceReceiver.start();
        origin = ScriptedOrigin.start("fine");
    }

    private EdgeHarness reverse(String more) {
        return EdgeSetup.reverseTo(origin).suite(receiver.config(more)).start();
    }

    private String told(int request) {
        return origin.awaitRequest(request).field("traceparent").orElse("");
    }

    private Received await(int kind, int count) {
        Eventually.until(count + " spans of kind " + kind, () -> ofKind(kind).size() >= count);
        return ofKind(kind).get(count - 1);
    }

    private List<Received> ofKind(int kind) {
        return receiver.spans().stream().filter(span -> span.kind() == kind).toList();
    }

    @Test
    void tracesARequestFromItsHeadToItsOrigin() {
        try (EdgeHarness edge = reverse(", sample: 1");
                RawClient client = edge.reverse()) {
            client.get("/a?secret=1");

            AccessRecord access = edge.awaitRecord(1);
            Received server = await(SERVER, 1);
            Received attempt = await(CLIENT, 1);
            assertThat(server.trace()).isEqualTo(access.traceId()).hasSize(32);
            assertThat(server.parent()).isEmpty();
            assertThat(server.name()).isEqualTo("GET all");
            assertThat(server.attributes())
                    .containsEntry("http.request.method", "GET")
                    .containsEntry("http.response.status_code", "200")
                    .containsEntry("url.path", "/a")
                    .containsEntry("sallyport.outcome", "forwarded");
            assertThat(attempt.parent()).isEqualTo(server.id());
            assertThat(attempt.events()).contains("connected", "head");
            assertThat(attempt.attributes()).containsEntry("sallyport.cluster", "shop");
            assertThat(receiver.spans())
                    .filteredOn(span -> span.name().equals("policy"))
                    .allMatch(span -> span.parent().equals(server.id()))
                    .hasSize(1);
            assertThat(told(1)).isEqualTo("00-" + server.trace() + "-" + attempt.id() + "-01");
        }
    }

    @Test
    void joinsTwoHopsInOneTrace() {
        try (EdgeHarness inner = reverse(", sample: 0, trust: true");
                EdgeHarness outer = EdgeSetup.edge()
                        .routes("clusters: [{name: inner, endpoints: ['http://127.0.0.1:"
                                + inner.port(EdgeHarness.REVERSE) + "']}]\n"
                                + "routes: [{name: out, cluster: inner}]\n")
                        .suite(receiver.config(", sample: 1"))
                        .start();
                RawClient client = outer.reverse()) {
            client.get("/a");

            await(SERVER, 2);
            await(CLIENT, 2);
            Received first = named("GET out");
            Received second = named("GET all");
            assertThat(second.trace()).isEqualTo(first.trace());
            assertThat(ofKind(CLIENT)).anySatisfy(attempt -> {
                assertThat(attempt.parent()).isEqualTo(first.id());
                assertThat(attempt.id()).isEqualTo(second.parent());
            });
            assertThat(inner.awaitRecord(1).traceId())
                    .isEqualTo(outer.awaitRecord(1).traceId())
                    .isEqualTo(first.trace());
        }
    }

    private Received named(String name) {
        return ofKind(SERVER).stream()
                .filter(span -> span.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void carriesOnAClientsTraceOnlyWhereItIsTrusted() {
        try (EdgeHarness edge = reverse(", sample: 0, trust: true");
                RawClient client = edge.reverse()) {
            client.get("/a", SAMPLED, "tracestate: congo=t61rcWkgMzE");
            client.get("/b", UNSAMPLED, "tracestate: congo=t61rcWkgMzE");
            client.get("/c", "traceparent: 00-" + ID + "-b7ad6b7169203331-0x", "tracestate: congo=t61rcWkgMzE");
            client.get("/d", SAMPLED, SAMPLED);

            assertThat(told(1)).startsWith("00-" + ID + "-").endsWith("-01");
            assertThat(origin.awaitRequest(1).field("tracestate")).contains("congo=t61rcWkgMzE");
            assertThat(await(SERVER, 1).parent()).isEqualTo("b7ad6b7169203331");
            assertThat(told(2)).startsWith("00-" + ID + "-").endsWith("-00").doesNotContain("b7ad6b7169203331");
            assertThat(told(3)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(ID);
            assertThat(origin.awaitRequest(3).field("tracestate")).isEmpty();
            assertThat(told(4)).endsWith("-00").doesNotContain(ID);
        }
    }

    @Test
    void beginsAnewWhereAClientIsNotTrusted() {
        try (EdgeHarness edge = reverse(", sample: 0");
                RawClient client = edge.reverse()) {
            client.get("/a", SAMPLED, "tracestate: congo=t61rcWkgMzE");

            assertThat(told(1)).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(ID);
            assertThat(origin.awaitRequest(1).field("tracestate")).isEmpty();
            assertThat(edge.awaitRecord(1).traceId()).isEmpty();
        }
    }

    @Test
    void letsTheClientsFieldPassWithoutTracing() {
        try (EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            client.get("/a", SAMPLED);
            client.get("/b");

            assertThat("traceparent: " + told(1)).isEqualTo(SAMPLED);
            assertThat(told(2)).isEmpty();
        }
    }

    @Test
    void tellsTheOpenWebNothing() {
        try (EdgeHarness edge = EdgeSetup.forwardToLoopback()
                        .suite(receiver.config(", sample: 1, trust: true"))
                        .start();
                RawClient client = edge.forward()) {
            client.get(origin.url("/a"), "Host: " + origin.authority(), SAMPLED, "tracestate: congo=t61rcWkgMzE");

            assertThat(told(1)).isEmpty();
            assertThat(origin.awaitRequest(1).field("tracestate")).isEmpty();
            assertThat(edge.awaitRecord(1).traceId()).hasSize(32).isNotEqualTo(ID);
        }
    }

    @Test
    void tellsOriginsOfTransparentClients() {
        try (EdgeHarness edge = EdgeSetup.forwardToLoopback()
                        .suite(receiver.config(", sample: 0, trust: true") + "anonymity: {profile: transparent}\n")
                        .start();
                RawClient client = edge.forward()) {
            client.get(origin.url("/a"), "Host: " + origin.authority(), SAMPLED);

            assertThat(told(1)).startsWith("00-" + ID + "-").endsWith("-01");
        }
    }

    @Test
    void marksWhatFailedAndTellsWhy() {
        int nobody = FreePort.pick();
        try (EdgeHarness edge = EdgeSetup.edge()
                        .routes("clusters: [{name: shop, endpoints: ['http://127.0.0.1:" + nobody + "']}]\n"
                                + "routes: [{name: all, cluster: shop}]\n")
                        .suite(receiver.config(", sample: 1"))
                        .start();
                RawClient client = edge.reverse()) {
            client.get("/a");

            Received server = await(SERVER, 1);
            assertThat(server.status()).isEqualTo(ERROR);
            assertThat(server.attributes()).containsEntry("error.type", "connection_refused");
            assertThat(await(CLIENT, 1).attributes())
                    .containsEntry("sallyport.detail", "connection refused by 127.0.0.1:" + nobody);
        }
    }

    @Test
    void aReceiverThatIsGoneHarmsNothing() {
        EdgeSetup setup = EdgeSetup.reverseTo(origin)
                .suite("tracing: {endpoint: 'http://127.0.0.1:" + FreePort.pick() + "', sample: 1, buffer: 4}\n");
        try (EdgeHarness edge = setup.start();
                RawClient client = edge.reverse()) {
            for (int i = 0; i < 20; i++) {
                assertThat(client.get("/a").status()).isEqualTo(200);
            }
            Eventually.until(
                    "spans are dropped and counted", () -> dropped(edge, "buffer") + dropped(edge, "receiver") > 0);
        }
    }

    private static double dropped(EdgeHarness edge, String reason) {
        return PrometheusPage.parse(edge.service().metrics()).value("sallyport_spans_dropped_total", "reason", reason);
    }

    @Test
    void saysInTheRecordWhatStandsBehindAnOutcome() {
        int nobody = FreePort.pick();
        origin.on("/cut", Answer.closeAfter(""));
        String routes = "clusters:\n  - {name: gone, endpoints: ['http://127.0.0.1:" + nobody + "']}\n"
                + "  - {name: shop, endpoints: ['http://" + origin.authority() + "']}\n"
                + "routes:\n  - {name: gone, match: {path: /gone}, cluster: gone}\n  - {name: all, cluster: shop}\n";
        try (EdgeHarness edge = EdgeSetup.edge().routes(routes).start();
                RawClient client = edge.reverse()) {
            client.get("/gone");
            client.send("POST /cut HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx")
                    .readResponse("POST");
            client.get("/fine");
            client.get("/again");

            AccessRecord gone = edge.awaitRecord(1);
            assertThat(gone.outcome()).isEqualTo(Outcome.CONNECT_REFUSED);
            assertThat(gone.detail()).isEqualTo("connection refused by 127.0.0.1:" + nobody);
            AccessRecord cut = edge.awaitRecord(2);
            assertThat(cut.detail()).isEqualTo(origin.authority() + " closed the connection before an answer");
            AccessRecord fine = edge.awaitRecord(3);
            assertThat(fine.detail()).isEmpty();
            assertThat(fine.connectMicros()).isPositive().isLessThanOrEqualTo(fine.totalMicros());
            assertThat(edge.awaitRecord(4).connectMicros()).isZero();
        }
    }

    @Test
    void namesTheNameThatCannotBeLookedUp() {
        try (EdgeHarness edge = EdgeSetup.forwardToLoopback().start();
                RawClient client = edge.forward()) {
            client.get("http://nowhere.invalid/", "Host: nowhere.invalid");

            assertThat(edge.awaitRecord(1).detail()).startsWith("the name nowhere.invalid could not be looked up");
        }
    }
}
