package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.Requests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How far an OPTIONS may go (RFC 9110 section 7.6.2). */
class HopsTest extends OneOrigin {
    HopsTest() {
        super("hello");
    }

    @Test
    void answersOneThatMayGoNoFurther() {
        try (RawClient client = edge.reverse()) {
            client.send(Requests.head("OPTIONS", "/", "Max-Forwards: 0"));
            assertThat(client.readResponse().status()).isEqualTo(204);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(origin.connections()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "OPTIONS, 1, 0",
        "OPTIONS, 10, 9",
        "OPTIONS, 00, 0",
        "OPTIONS, many, many",
        "OPTIONS, 99999999999999999999, 99999999999999999999",
        "GET, 5, 5",
    })
    void tellsTheNextOneOfOneHopLess(String method, String told, String passed) {
        try (RawClient client = edge.reverse()) {
            client.send(Requests.head(method, "/", "Max-Forwards: " + told));
            assertThat(client.readResponse().status()).isEqualTo(200);
        }
        assertThat(origin.awaitRequest(1).values("max-forwards")).containsExactly(passed);
    }
}
