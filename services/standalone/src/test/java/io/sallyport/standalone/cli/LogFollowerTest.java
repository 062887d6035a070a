package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class LogFollowerTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream beside = new ByteArrayOutputStream();
    private final LogFollower follower = new LogFollower(stream(out), stream(beside), true);

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static JsonObject coverage(String... missing) {
        return new JsonObject().put("collectors", new JsonArray()).put("missing", JsonArray.of((Object[]) missing));
    }

    @Test
    void printsRecordsAndTellsTheRestBeside() {
        assertThat(follower.take("coverage", coverage("log-2"))).isTrue();
        assertThat(follower.take("record", new JsonObject().put("status", 200))).isTrue();
        assertThat(follower.take("gap", new JsonObject().put("skipped", 3))).isTrue();
        assertThat(follower.take("coverage", coverage())).isTrue();
        assertThat(follower.take("of-a-later-version", new JsonObject())).isTrue();

        assertThat(out).hasToString("{\"status\":200}" + System.lineSeparator());
        assertThat(beside.toString(StandardCharsets.UTF_8).lines())
                .containsExactly(
                        "without the records of: log-2",
                        "3 records were left out: they came too fast",
                        "with the records of all collectors");
    }
}
