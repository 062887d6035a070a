package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an operator sees of open tunnels, and ends. */
@ExtendWith(LeakWatch.class)
class TunnelDeskTest {
    private TunnelPair.Door door;
    private EdgeHarness edge;

    @BeforeEach
    void open() {
        door = TunnelPair.Door.open();
        edge = EdgeSetup.forwardToLoopback(door.port()).start();
    }

    @AfterEach
    void close() {
        edge.close();
        door.close();
    }

    private RawResponse call(String method, String path) {
        try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
            return admin.send(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n")
                    .readResponse();
        }
    }

    private JsonObject list(String query) {
        RawResponse response = call("GET", "/v1/tunnels" + query);
        assertThat(response.status()).as(response.bodyText()).isEqualTo(200);
        return new JsonObject(response.bodyText());
    }

    @Test
    void showsWhatIsOpen() throws IOException {
        assertThat(list("").getJsonArray("tunnels")).isEmpty();
        try (TunnelPair pair = door.tunnel(edge.forward())) {
            pair.client().send("12345").halfClose();
            assertThat(pair.originReads()).isEqualTo("12345");
            JsonObject answer = list("");
            assertThat(answer.getInteger("open")).isEqualTo(1);
            JsonObject shown = answer.getJsonArray("tunnels").getJsonObject(0);
            assertThat(shown.getString("authority")).isEqualTo(door.authority());
            assertThat(shown.getString("client")).isEqualTo("127.0.0.1");
            assertThat(shown.getString("rule")).isEqualTo("open");
            assertThat(shown.getLong("bytesIn")).isEqualTo(5);
            assertThat(shown.getBoolean("halfOpen")).isTrue();
            assertThat(list("?authority=127.0.0.1").getJsonArray("tunnels")).hasSize(1);
            assertThat(list("?authority=127.0.0").getJsonArray("tunnels")).isEmpty();
            assertThat(list("?client=192.0.2.1").getJsonArray("tunnels")).isEmpty();
        }
    }

    @Test
    void showsThemInPages() {
        TunnelPair[] pairs = new TunnelPair[5];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = door.tunnel(edge.forward());
        }
        int shown = 0;
        long after = 0;
        do {
            JsonObject page = list("?limit=2&after=" + after);
            assertThat(page.getInteger("open")).isEqualTo(5);
            assertThat(page.getJsonArray("tunnels").size()).isLessThanOrEqualTo(2);
            shown += page.getJsonArray("tunnels").size();
            after = page.getLong("next");
        } while (after != 0);
        assertThat(shown).isEqualTo(5);
        for (TunnelPair pair : pairs) {
            pair.close();
        }
    }

    @Test
    void endsThoseThatAreMeant() {
        try (TunnelPair pair = door.tunnel(edge.forward())) {
            assertThat(call("POST", "/v1/tunnels/cut?authority=elsewhere.test").bodyText())
                    .contains("\"cut\":0");
            assertThat(call("POST", "/v1/tunnels/cut?authority=" + door.authority())
                            .bodyText())
                    .contains("\"cut\":1");
            assertThat(pair.client().isClosedByPeer()).isTrue();
            AccessRecord logged = edge.awaitRecord(1);
            assertThat(logged.outcome()).isEqualTo(Outcome.TUNNEL_CUT);
            assertThat(logged.rule()).isEqualTo("operator");
            Eventually.until("none is open", () -> list("").getInteger("open") == 0);
        }
    }

    @Test
    void endsWhatThePolicyForbidsWhenAsked() {
        try (TunnelPair pair = door.tunnel(edge.forward())) {
            assertThat(call("POST", "/v1/tunnels/cut?forbidden=true").bodyText())
                    .contains("\"cut\":0");
            edge.policies("rules: [{name: shut, then: {block: true}}]\n");
            edge.awaitPolicies();
            assertThat(call("POST", "/v1/tunnels/cut?forbidden=true").bodyText())
                    .contains("\"cut\":1");
            assertThat(pair.client().isClosedByPeer()).isTrue();
            assertThat(edge.awaitRecord(1).rule()).isEqualTo("shut");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "?rule=", "?all=true&user=ann", "?everything=true", "?all=yes"})
    void endsNothingUnlessToldClearlyWhat(String query) {
        try (TunnelPair pair = door.tunnel(edge.forward())) {
            assertThat(call("POST", "/v1/tunnels/cut" + query).status()).isEqualTo(400);
            assertThat(list("").getInteger("open")).isEqualTo(1);
            assertThat(pair.origin().isClosed()).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"?limit=0", "?limit=1001", "?limit=x", "?after=-1", "?host=a"})
    void refusesWhatItDoesNotKnow(String query) {
        assertThat(call("GET", "/v1/tunnels" + query).status()).isEqualTo(400);
    }

    @Test
    void takesNoOtherMethod() {
        assertThat(call("GET", "/v1/tunnels/cut").status()).isEqualTo(405);
        assertThat(call("DELETE", "/v1/tunnels").status()).isEqualTo(405);
    }
}
