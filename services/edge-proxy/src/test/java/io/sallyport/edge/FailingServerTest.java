package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import io.sallyport.testkit.ScriptedOrigin;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Three servers, one of which fails in every way that there is, under load, with repeats and ejection: how many of a
 * thousand requests fail for the client, and how often the broken server is asked. Counted, not timed: the time out is an
 * hour, so that no trial falls into a test. One event loop where counts are exact.
 */
@ExtendWith(LeakWatch.class)
class FailingServerTest {
    private static final int REQUESTS = 1000;
    private static final int CLIENTS = 8;
    private static final String EJECTION = "ejection: {consecutive: 5, base: 1h, max: 1h}";

    @Test
    void refuses() {
        int nobody = FreePort.pick();
        try (ScriptedOrigin good = ScriptedOrigin.start("good");
                ScriptedOrigin fine = ScriptedOrigin.start("good");
                EdgeHarness edge = OneLoop.edge(routes("http://127.0.0.1:" + nobody, good, fine, ""));
                RawClient client = edge.reverse()) {
            assertThat(failed(client, "GET", REQUESTS)).isZero();
            assertThat(failed(client, "POST", REQUESTS))
                    .as("a refused connection sent nothing")
                    .isZero();

            assertThat(repeats(edge)).as("asked five times, then left out").isEqualTo(5);
            awaitEjected(edge, "http://127.0.0.1:" + nobody);
            assertThat(good.requests()).hasSizeBetween(999, 1001);
        }
    }

    @Test
    void hangs() {
        broken(Answer.stall(), ", retry: {tryTimeout: 200ms}", 0);
    }

    @Test
    void resets() {
        broken(Answer.resetAfter(""), "", 0);
    }

    @Test
    void resetsInTheMiddleOfTheHead() {
        broken(Answer.resetAfter("HTTP/1.1 200 OK\r\nContent-"), "", 0);
    }

    @Test
    void answersGarbage() {
        broken(Answer.raw("\u0016\u0003\u0001 this is no HTTP\r\n\r\n").thenClose(), "", 0);
    }

    @Test
    void answersAnImpossibleLength() {
        broken(Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n"), "", 0);
    }

    /** Its status is an answer, and answers are relayed: five reach clients before the server is out. */
    @Test
    void answers500() {
        broken(Answer.status("500 Internal Server Error", "oops"), "", 5);
    }

    @Test
    void answers503WhichTheRouteRepeats() {
        broken(Answer.status("503 Service Unavailable", "busy"), ", retry: {status: [503]}", 0);
    }

    /** The head has gone to the client when the body breaks: nothing can be repeated, but the server is out soon. */
    @Test
    void cutsItsBodies() {
        broken(Answer.closeAfter("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nshort"), "", 5);
    }

    /** Eight clients at once, on all event loops: those under way when the server goes out may find it broken as well. */
    @Test
    void underLoadFromManyClientsAtOnce() throws Exception {
        assertThat(failedInParallel(Answer.resetAfter(""))).as("resets").isZero();
        assertThat(failedInParallel(Answer.raw("garbage\r\n\r\n").thenClose()))
                .as("garbage")
                .isZero();
        assertThat(failedInParallel(Answer.status("500 Internal Server Error", "oops")))
                .as("errors")
                .isBetween(5, 5 + CLIENTS);
    }

    private static int failedInParallel(Answer how) throws Exception {
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try (ScriptedOrigin broken = ScriptedOrigin.start(how);
                ScriptedOrigin good = ScriptedOrigin.start("good");
                ScriptedOrigin fine = ScriptedOrigin.start("good");
                EdgeHarness edge = EdgeSetup.edge()
                        .routes(routes(broken.url(""), good, fine, ""))
                        .start()) {
            List<Future<Integer>> failed = new ArrayList<>();
            for (int i = 0; i < CLIENTS; i++) {
                failed.add(clients.submit(() -> failed(edge, REQUESTS / CLIENTS)));
            }
            int sum = 0;
            for (Future<Integer> each : failed) {
                sum += each.get(60, TimeUnit.SECONDS);
            }
            assertThat(broken.requests()).hasSizeBetween(5, 5 + CLIENTS);
            awaitEjected(edge, broken.url(""));
            return sum;
        } finally {
            clients.shutdownNow();
        }
    }

    private static void broken(Answer how, String route, int failures) {
        try (ScriptedOrigin broken = ScriptedOrigin.start(how);
                ScriptedOrigin good = ScriptedOrigin.start("good");
                ScriptedOrigin fine = ScriptedOrigin.start("good");
                EdgeHarness edge = OneLoop.edge(routes(broken.url(""), good, fine, route))) {
            assertThat(failed(edge, REQUESTS)).as("failed for the client").isEqualTo(failures);

            assertThat(broken.requests()).as("asked five times, then left out").hasSize(5);
            assertThat(repeats(edge)).isEqualTo(5 - failures);
            awaitEjected(edge, broken.url(""));
        }
    }

    /** Of requests one after the other; a connection that the edge closes is replaced. */
    private static int failed(EdgeHarness edge, int requests) {
        int failed = 0;
        RawClient client = edge.reverse();
        for (int i = 0; i < requests; i++) {
            if (!isGood(client, "GET")) {
                failed++;
                client.close();
                client = edge.reverse();
            }
        }
        client.close();
        return failed;
    }

    private static int failed(RawClient client, String method, int requests) {
        int failed = 0;
        for (int i = 0; i < requests; i++) {
            failed += isGood(client, method) ? 0 : 1;
        }
        return failed;
    }

    private static boolean isGood(RawClient client, String method) {
        try {
            var response = client.send(Requests.withBody(method, "/", method.equals("GET") ? "" : "abc"))
                    .readResponse();
            return response.status() == 200
                    && response.complete()
                    && response.bodyText().equals("good");
        } catch (AssertionError cut) {
            return false;
        }
    }

    /** Tries beyond the first of each request. */
    private static int repeats(EdgeHarness edge) {
        return edge.records().stream().mapToInt(each -> each.attempts() - 1).sum();
    }

    private static void awaitEjected(EdgeHarness edge, String url) {
        Eventually.until("a report of the ejection", () -> {
            EndpointUse use = edge.endpoint(url);
            return use != null
                    && use.state() == EndpointUse.State.EJECTED
                    && use.until().isPresent();
        });
    }

    private static String routes(String broken, ScriptedOrigin good, ScriptedOrigin fine, String route) {
        return "clusters: [{name: shop, " + EJECTION + ", endpoints: ['" + broken + "', '" + good.url("") + "', '"
                + fine.url("") + "']}]\n"
                + "routes: [{name: all, cluster: shop" + route + "}]\n";
    }

    /** A cluster that fails as a whole costs each request one repeat at most, and all of them together the budget. */
    @Test
    void spendsTheBudgetAndNoMore() {
        try (ScriptedOrigin one = ScriptedOrigin.start(Answer.resetAfter(""));
                ScriptedOrigin two = ScriptedOrigin.start(Answer.resetAfter(""));
                EdgeHarness edge = OneLoop.edge("clusters: [{name: shop, endpoints: ['" + one.url("") + "', '"
                        + two.url("") + "']}]\nroutes: [{name: all, cluster: shop, retry: {budget: 10%}}]\n");
                RawClient client = edge.reverse()) {
            List<String> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(client.get("/" + i).bodyText());
            }
            edge.awaitRecord(200);

            // Thirty and a tenth of 200; thirty more for each ten seconds that the test has taken.
            assertThat(one.requests().size() + two.requests().size()).isBetween(240, 310);
            assertThat(answers.get(199)).contains("The request was not repeated");
            assertThat(edge.records()).allMatch(each -> each.outcome() == Outcome.ORIGIN_CLOSED);
        }
    }
}
