package io.sallyport.faults.relay;

import java.time.Duration;

/** What a {@link Relay} does with connections and bytes. */
public sealed interface Mode {
    Mode PASS = new Pass();
    Mode REFUSE = new Refuse();
    Mode FREEZE = new Freeze();

    /** Everything goes through. */
    record Pass() implements Mode {}

    /** Connections are reset, new ones as well. */
    record Refuse() implements Mode {}

    /** Nothing moves and nothing ends, as when packets are lost; what was sent arrives when it is over. */
    record Freeze() implements Mode {}

    /** Each piece takes that much longer, in both directions. */
    record Delay(Duration time) implements Mode {}

    /** The connection is reset behind that many bytes of the server from now on. */
    record Cut(int bytes) implements Mode {}

    /** One byte in each so many of the server is another. */
    record Corrupt(int every) implements Mode {}

    static Mode delay(long millis) {
        return new Delay(Duration.ofMillis(millis));
    }
}
