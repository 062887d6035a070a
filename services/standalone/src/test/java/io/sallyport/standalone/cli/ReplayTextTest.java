package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayTextTest {
    /** Beyond 127 two boxes of one number are two objects. */
    @ParameterizedTest
    @CsvSource({
        "0, 0, true, true",
        "100, 100, true, true",
        "5000, 5000, true, true",
        "5000, 4999, true, false",
        "5000, 5000, false, false"
    })
    void isTheSameWhenAllIsToldAndNothingChanges(long requests, long unchanged, boolean complete, boolean same) {
        JsonObject changes = new JsonObject().put("UNCHANGED", unchanged);
        JsonObject answer = new JsonObject()
                .put("report", new JsonObject().put("requests", requests).put("changes", changes))
                .put("coverage", new JsonObject().put("complete", complete));

        assertThat(ReplayText.isSame(answer)).isEqualTo(same);
    }
}
