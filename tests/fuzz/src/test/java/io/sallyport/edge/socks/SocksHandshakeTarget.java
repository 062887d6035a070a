package io.sallyport.edge.socks;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SOCKS clients: the same end however the bytes are cut, little kept, and an authority that ends no line. */
public final class SocksHandshakeTarget {
    private SocksHandshakeTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        SocksLogin login = SocksLogin.values()[in.octet() % SocksLogin.values().length];
        byte[] bytes = in.rest();
        List<String> whole = Cost.of(bytes.length, () -> talk(login, bytes, Math.max(1, bytes.length)));
        Check.same(talk(login, bytes, 1), whole);
        Check.same(talk(login, bytes, 7), whole);
    }

    private static List<String> talk(SocksLogin login, byte[] all, int piece) {
        SocksHandshake handshake = new SocksHandshake(login);
        List<String> steps = new ArrayList<>();
        int taken = 0;
        for (int end = Math.min(piece, all.length); ; end = Math.min(end + piece, all.length)) {
            ByteBuffer held = ByteBuffer.wrap(Arrays.copyOfRange(all, taken, end));
            SocksStep step = handshake.next(held);
            while (step instanceof SocksStep.Say say) {
                steps.add("say " + Arrays.toString(say.reply()));
                step = handshake.next(held);
            }
            taken += held.position();
            if (step instanceof SocksStep.Ask ask) {
                Check.that(
                        ask.request().authority().matches("[\\[\\]A-Za-z0-9.:_-]+"),
                        ask.request().authority());
                steps.add(ask.request().command() + ' ' + ask.request().authority());
                return steps;
            }
            if (step instanceof SocksStep.Fail fail) {
                steps.add(fail.fault() + " " + Arrays.toString(fail.reply()));
                return steps;
            }
            Check.that(held.remaining() < SocksHandshake.MESSAGE_MAX, "keeps " + held.remaining());
            if (end == all.length) {
                return steps;
            }
        }
    }
}
