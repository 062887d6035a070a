package io.sallyport.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HelloReaderFuzzTest {
    private static final int ROUNDS = 20_000;

    /** Damage at any place gives an answer and no exception, and the same one however the bytes are cut. */
    @Test
    void answersTheSameHoweverDamagedBytesAreCut() {
        SplittableRandom random = new SplittableRandom(7);
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = damaged(random);
            Hello whole = new HelloReader().next(ByteBuffer.wrap(bytes));
            HelloReader cut = new HelloReader();
            for (int at = 0; at < bytes.length; ) {
                int count = Math.min(bytes.length - at, 1 + random.nextInt(60));
                cut.next(ByteBuffer.wrap(bytes, at, count));
                at += count;
            }
            assertThat(cut.result()).as("round %d", i).isEqualTo(whole);
            if (whole instanceof Hello.Client client) {
                assertThat(client.name()).matches("[a-z0-9._:-]*");
            }
        }
    }

    private static byte[] damaged(SplittableRandom random) {
        byte[] bytes = random.nextBoolean() ? Hellos.naming("shop.example") : Hellos.encrypting("front.example");
        if (random.nextBoolean()) {
            bytes = Hellos.records(Arrays.copyOfRange(bytes, 5, bytes.length), random);
        }
        for (int hits = random.nextInt(4); hits > 0; hits--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return random.nextInt(4) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }
}
