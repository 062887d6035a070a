package io.sallyport.edge.socks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SocksHandshakeFuzzTest {
    private static final byte[] LIKELY = {0, 1, 2, 3, 4, 5, 9, 'a', '.', ':', '\r', '\n', (byte) 0xff};

    @Test
    void endsOnAnyBytesAndKeepsFew() {
        Random random = new Random(1928);
        for (int run = 0; run < 20_000; run++) {
            byte[] all = bytes(random);
            SocksLogin login = SocksLogin.values()[run % SocksLogin.values().length];
            List<String> whole = converse(login, all, all.length + 1);
            List<String> pieces = converse(login, all, 1 + random.nextInt(3));
            assertThat(pieces).as(HexFormat.of().formatHex(all)).isEqualTo(whole);
        }
    }

    private static byte[] bytes(Random random) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(random.nextBoolean() ? new byte[] {5, 1, (byte) (2 * random.nextInt(2))} : new byte[] {4, 1});
        byte[] rest = new byte[random.nextInt(700)];
        for (int i = 0; i < rest.length; i++) {
            rest[i] = random.nextInt(4) == 0 ? (byte) random.nextInt(256) : LIKELY[random.nextInt(LIKELY.length)];
        }
        all.writeBytes(rest);
        return all.toByteArray();
    }

    /** What was said and asked, however the bytes come. */
    private static List<String> converse(SocksLogin login, byte[] all, int piece) {
        SocksHandshake handshake = new SocksHandshake(login);
        List<String> steps = new ArrayList<>();
        int taken = 0;
        for (int end = Math.min(piece, all.length); ; end = Math.min(end + piece, all.length)) {
            ByteBuffer held = ByteBuffer.wrap(Arrays.copyOfRange(all, taken, end));
            SocksStep step = handshake.next(held);
            while (step instanceof SocksStep.Say say) {
                steps.add("say " + HexFormat.of().formatHex(say.reply()));
                step = handshake.next(held);
            }
            taken += held.position();
            if (step instanceof SocksStep.Ask ask) {
                assertThat(ask.request().authority()).matches("[\\[\\]A-Za-z0-9.:_-]+");
                steps.add(ask.request().command() + ' ' + ask.request().authority());
                return steps;
            }
            if (step instanceof SocksStep.Fail fail) {
                steps.add(fail.fault() + " " + HexFormat.of().formatHex(fail.reply()));
                return steps;
            }
            assertThat(held.remaining()).isLessThan(SocksHandshake.MESSAGE_MAX);
            if (end == all.length) {
                return steps;
            }
        }
    }
}
