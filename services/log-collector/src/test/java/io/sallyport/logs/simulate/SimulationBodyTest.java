package io.sallyport.logs.simulate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.contract.ByteSize;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulationBodyTest {
    private static Simulation read(String body) {
        return SimulationBody.read(Buffer.buffer(body), ByteSize.ofMiB(7), Instant.EPOCH);
    }

    @Test
    void whatIsLeftOutIsAsItIs() {
        Simulation nothing = read("");
        assertThat(nothing.proposed()).isEqualTo(nothing.current());
        assertThat(nothing.current().memoryBytes()).isEqualTo(7 << 20);
        assertThat(nothing.current().keys().query("utm_source=a")).isNull();

        Simulation some =
                read("{\"current\": {\"drop\": []}, \"proposed\": {\"memory\": \"1MiB\", \"lifetime\": \"5m\"}}");
        assertThat(some.proposed().keys()).isEqualTo(some.current().keys());
        assertThat(some.current().keys().query("utm_source=a")).isEqualTo("utm_source=a");
        assertThat(some.proposed().memoryBytes()).isEqualTo(1 << 20);
        assertThat(some.proposed().lifetimeSeconds()).isEqualTo(300);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[] | found a body that is not a JSON object",
                "{\"propose\": {}} | propose: found this key, allowed: current, proposed, records, route, since",
                "{\"proposed\": {\"dorp\": []}} | proposed.dorp: found this key, allowed: cookie, drop",
                "{\"proposed\": 1} | proposed: found 1, allowed: an object",
                "{\"proposed\": {\"drop\": \"a\"}} | drop: found a, allowed: a list of names",
                "{\"proposed\": {\"drop\": [\"a=b\"]}} | drop: found \"a=b\", allowed: up to 100 parameters",
                "{\"proposed\": {\"memory\": \"much\"}} | proposed.memory: found much, allowed: a size such as 64MiB, or unbounded",
                "{\"proposed\": {\"lifetime\": \"long\"}} | proposed.lifetime: found long, allowed: a time such as 300s",
                "{\"since\": 5} | since: found 5, allowed: text",
                "{\"records\": 0} | records: found 0, allowed: 1 to 1000000",
            })
    void saysWhatMayBeAsked(String body, String message) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(message);
    }
}
