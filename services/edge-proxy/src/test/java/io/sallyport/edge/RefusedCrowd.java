package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Connections on which requests come at once again and again, whatever the answers; those that the edge closes are gone. */
final class RefusedCrowd implements AutoCloseable {
    private final List<RawClient> clients = new ArrayList<>();
    private int asked;
    private int refused;

    RefusedCrowd(int count, Supplier<RawClient> connection) {
        for (int i = 0; i < count; i++) {
            clients.add(connection.get());
        }
    }

    /** One request on each, all under way at once. */
    void ask() {
        asked++;
        clients.removeIf(client -> isOver(client, sends(client)));
        clients.removeIf(client -> isOver(client, isAnswered(client)));
    }

    private static boolean isOver(RawClient client, boolean goesOn) {
        if (!goesOn) {
            client.close();
        }
        return !goesOn;
    }

    private boolean sends(RawClient client) {
        try {
            client.send("GET /asked-" + asked + " HTTP/1.1\r\nHost: a\r\n\r\n");
            return true;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    private boolean isAnswered(RawClient client) {
        RawResponse answer = client.readResponse();
        if (answer.status() == 503) {
            refused++;
            assertThat(answer.values("retry-after")).hasSize(1);
            assertThat(answer.bodyText()).contains("More requests come than can be served");
        } else {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.bodyText()).contains("/asked-" + asked);
        }
        return !answer.values("connection").contains("close");
    }

    /** Connections that are open. */
    int size() {
        return clients.size();
    }

    /** Answers that were refusals. */
    int refused() {
        return refused;
    }

    @Override
    public void close() {
        clients.forEach(RawClient::close);
    }
}
