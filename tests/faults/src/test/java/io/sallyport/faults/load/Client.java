package io.sallyport.faults.load;

import io.sallyport.faults.load.Judge.Finding;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;

/**
 * Does as usual clients behind a balancer of connections do: where no connection comes about it tries the next edge, and a GET
 * that was sent on a used connection, and got no byte of an answer, is sent once more on a new one.
 */
final class Client implements AutoCloseable {
    private final Traffic traffic;
    private final Connections connections = new Connections();

    Client(Traffic traffic) {
        this.traffic = traffic;
    }

    Sample ask(Ask ask, long due) {
        int sendings = 0;
        for (int i = 0; i < traffic.edges(); i++) {
            int edge = (ask.edge() + i) % traffic.edges();
            int port = traffic.port(ask, edge);
            RawClient used = connections.take(port);
            if (used != null) {
                sendings++;
                Finding finding = exchange(ask, used, port);
                if (finding != null) {
                    return sample(ask, due, edge, sendings, finding);
                }
            }
            RawClient fresh = connect(port);
            if (fresh != null && ask.isSecure()) {
                fresh = startTls(fresh);
                if (fresh == null) {
                    return sample(ask, due, edge, sendings, Finding.failed("no TLS"));
                }
            }
            if (fresh != null) {
                Finding finding = exchange(ask, fresh, port);
                return sample(
                        ask, due, edge, sendings + 1, finding == null ? Finding.failed("connection ended") : finding);
            }
        }
        return sample(ask, due, ask.edge(), sendings, Finding.failed("no edge accepts"));
    }

    private static Sample sample(Ask ask, long due, int edge, int sendings, Finding finding) {
        return new Sample(
                due, System.nanoTime(), ask.kind(), edge, sendings, ask.target(), finding.result(), finding.detail());
    }

    private static RawClient startTls(RawClient client) {
        try {
            return client.startTls("shop.test");
        } catch (UncheckedIOException refused) {
            client.close();
            return null;
        }
    }

    private RawClient connect(int port) {
        try {
            return RawClient.connect(port).timeout(traffic.patience());
        } catch (UncheckedIOException refused) {
            return null;
        }
    }

    /** Null: nothing came of a request that may be repeated. */
    private Finding exchange(Ask ask, RawClient client, int port) {
        long sent = System.nanoTime();
        RawResponse answer;
        try {
            answer = client.send(ask.text(traffic.agent())).readResponse(ask.isPost() ? "POST" : "GET");
        } catch (UncheckedIOException broken) {
            client.close();
            if (broken.getCause() instanceof SocketTimeoutException) {
                return Finding.failed("nothing in " + traffic.patience().toSeconds() + " s");
            }
            connections.drop(port);
            return ask.isPost() ? Finding.failed("connection ended") : null;
        }
        boolean closes =
                answer.field("connection").filter("close"::equalsIgnoreCase).isPresent();
        if (answer.complete() && answer.violations().isEmpty() && !closes) {
            connections.giveBack(port, client);
        } else {
            client.close();
        }
        return Judge.judge(ask, answer, sent);
    }

    @Override
    public void close() {
        connections.closeAll();
    }
}
