package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class EventReaderTest {
    private static final String STREAM = ": hello\n\nevent: record\nid: 1\ndata: {\"status\":200}\n\n: still here\n\n"
            + "event: gap\ndata: {\"skipped\":3}\n\ndata: {\"a\":\ndata: 1}\n\n";

    private static List<String> taken(int wanted) throws IOException {
        List<String> events = new ArrayList<>();
        EventReader.read(new BufferedReader(new StringReader(STREAM)), (event, data) -> {
            events.add(event + " " + data.encode());
            return events.size() < wanted;
        });
        return events;
    }

    @Test
    void readsEventsAndPassesOverComments() throws IOException {
        assertThat(taken(9)).containsExactly("record {\"status\":200}", "gap {\"skipped\":3}", "message {\"a\":1}");
    }

    @Test
    void endsWhenNoMoreAreWanted() throws IOException {
        assertThat(taken(1)).containsExactly("record {\"status\":200}");
    }
}
