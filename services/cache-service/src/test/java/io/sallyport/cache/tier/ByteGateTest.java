package io.sallyport.cache.tier;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ByteGateTest {
    private final ByteGate gate = new ByteGate(100, 150);
    private final List<Promise<String>> begun = new ArrayList<>();

    private Future<String> pass(long bytes) {
        return gate.pass(bytes, () -> {
            Promise<String> promise = Promise.promise();
            begun.add(promise);
            return promise.future();
        });
    }

    @Test
    void letsThroughWhatFitsAndTheRestInTurn() {
        pass(60);
        pass(40);
        Future<String> third = pass(70);
        Future<String> fourth = pass(10);
        assertThat(begun).hasSize(2);
        assertThat(gate.waitingBytes()).isEqualTo(80);

        begun.get(1).complete("done");
        assertThat(begun).hasSize(2);
        begun.get(0).fail("failed");
        assertThat(begun).hasSize(4);
        begun.get(2).complete("third");
        begun.get(3).fail("fourth");

        assertThat(third.result()).isEqualTo("third");
        assertThat(fourth.cause()).hasMessage("fourth");
        assertThat(gate.waitingBytes()).isZero();
    }

    @Test
    void refusesWhatIsTooMuch() {
        pass(100);
        pass(100);

        assertThat(pass(60).failed()).isTrue();
        assertThat(pass(50).failed()).isFalse();
        assertThat(begun).hasSize(1);
    }

    @Test
    void letsThroughAloneWhatIsLargerThanAll() {
        Future<String> large = pass(1000);
        assertThat(begun).hasSize(1);
        Future<String> next = pass(1);
        assertThat(begun).hasSize(1);

        begun.get(0).complete("large");

        assertThat(large.result()).isEqualTo("large");
        assertThat(begun).hasSize(2);
        assertThat(next.isComplete()).isFalse();
    }
}
