package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a server sends behind an answer belongs to no other (RFC 9112 section 6.3). */
@ExtendWith(LeakWatch.class)
class SurplusBytesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                " and more than it has announced",
                "HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged",
                "\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nforged"
            })
    void isNeverTheNextAnswer(String surplus) {
        try (ScriptedOrigin origin = ScriptedOrigin.start("hello");
                EdgeHarness edge = EdgeSetup.reverseTo(origin).start();
                RawClient client = edge.reverse()) {
            origin.next(Answer.raw("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nfirst" + surplus));

            assertThat(client.get("/a").bodyText()).isEqualTo("first");
            assertThat(client.get("/b").bodyText()).isEqualTo("hello");
            assertThat(client.get("/c").bodyText()).isEqualTo("hello");

            assertThat(origin.connections()).hasSize(2);
            Eventually.until("the spoilt connection is closed", () -> origin.openConnections() == 1);
        }
    }
}
