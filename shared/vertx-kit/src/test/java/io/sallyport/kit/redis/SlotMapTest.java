package io.sallyport.kit.redis;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlotMapTest {
    /** As a server says with CLUSTER KEYSLOT. */
    @ParameterizedTest
    @CsvSource({
        "123456789, 12739",
        "foo, 12182",
        "{foo}bar, 12182",
        "a{foo}{bar}, 12182",
        "{user1000}.following, 3443",
        "{user1000}.followers, 3443",
        "'', 0"
    })
    void findsTheSlotOfAKey(String key, int slot) {
        assertThat(SlotMap.slot(key)).isEqualTo(slot);
    }

    @Test
    void hashesTheWholeKeyWhereBracesHoldNothing() {
        assertThat(SlotMap.slot("{}foo")).isNotEqualTo(SlotMap.slot("foo"));
        assertThat(SlotMap.slot("foo{")).isNotEqualTo(SlotMap.slot("foo"));
        assertThat(SlotMap.slot("foo{{bar}}zap")).isEqualTo(SlotMap.slot("{bar"));
    }

    @Test
    void theNameOfAStreamAndTheSameInBracesLieTogether() {
        assertThat(SlotMap.slot("{sallyport:records}:waiting")).isEqualTo(SlotMap.slot("sallyport:records"));
    }

    @Test
    void aSlotThatMovedHasAnotherOwnerAndTheRestRemains() {
        HostPort there = new HostPort("10.0.0.1", 6379);

        SlotMap moved = SlotMap.EMPTY.with(7, there);

        assertThat(moved.owner(7)).isEqualTo(there);
        assertThat(moved.owner(8)).isNull();
        assertThat(moved.missing()).isEqualTo(SlotMap.SLOTS - 1);
        assertThat(moved.primaries()).containsExactly(there);
    }

    @ParameterizedTest
    @CsvSource({
        "MOVED 3999 10.0.0.2:6381, true, 3999, 10.0.0.2, 6381",
        "ASK 1 :6381, false, 1, 10.9.9.9, 6381",
        "MOVED 1 ?:6381, true, 1, 10.9.9.9, 6381",
        "MOVED 1 ::1:6381, true, 1, ::1, 6381",
    })
    void readsARedirection(String text, boolean lasting, int slot, String host, int port) {
        Redirect read = Redirect.of(failure(text), new HostPort("10.9.9.9", 1));

        assertThat(read).isEqualTo(new Redirect(lasting, slot, new HostPort(host, port)));
    }

    @ParameterizedTest
    @CsvSource({"MOVED", "MOVED x 1:1", "MOVED 99999 a:1", "ASK 1 a:b", "ASK 1 a:99999999", "ERR no", "MOVED -1 a:1"})
    void takesNothingElseForOne(String text) {
        assertThat(Redirect.of(failure(text), new HostPort("10.9.9.9", 1))).isNull();
    }

    private static RedisFailure failure(String text) {
        return new RedisFailure(Trouble.MOVED, "call: " + text, new IllegalStateException(text));
    }
}
