package io.sallyport.http.hop;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/**
 * What a proxy answers that we go out through, by CONNECT and by SOCKS5: the same end however the bytes are cut, not a
 * byte taken behind it, opened by a success only.
 */
public final class HandshakesTarget {
    private HandshakesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        int kind = in.octet();
        byte[] answer = in.rest();
        Supplier<Handshake> made = (kind & 1) == 0
                ? () -> new ConnectHandshake("origin.example:443", "Basic dTpw", "1.1 us")
                : () -> new SocksHandshake("origin.example", 443, (kind & 2) == 0 ? "" : "user", "password");
        List<String> whole = Cost.of(answer.length, () -> talk(made.get(), answer, Math.max(1, answer.length)));
        Check.same(talk(made.get(), answer, 1), whole);
        if ((kind & 1) == 0 && whole.contains("open")) {
            Check.that(Input.wire(answer).matches("(?s)HTTP/1\\..*\r?\n\r?\n.*"), "no head: " + Input.wire(answer));
            Check.that(Input.wire(answer).matches("(?s).*HTTP/1\\.. 2[0-9]{2}.*"), "no success: " + Input.wire(answer));
        }
        Cost.atLength(answer, bytes -> talk(made.get(), bytes, bytes.length));
    }

    /** Steps in words, and at the end how many bytes were taken. */
    private static List<String> talk(Handshake handshake, byte[] answer, int piece) {
        List<String> steps = new ArrayList<>();
        handshake.begin();
        int taken = 0;
        for (int end = Math.min(piece, answer.length);
                taken < answer.length;
                end = Math.min(end + piece, answer.length)) {
            ByteBuffer bytes = ByteBuffer.wrap(answer, taken, end - taken);
            while (bytes.hasRemaining()) {
                HandshakeStep step = handshake.read(bytes);
                if (step instanceof HandshakeStep.Say say) {
                    steps.add("say " + Arrays.toString(say.bytes()));
                } else if (step instanceof HandshakeStep.Failed failed) {
                    Check.oneLine(failed.detail());
                    steps.add(failed.failure() + " at " + bytes.position());
                    return steps;
                } else if (step instanceof HandshakeStep.Open) {
                    steps.add("open");
                    steps.add("at " + bytes.position());
                    return steps;
                }
            }
            taken = end;
        }
        Check.oneLine(handshake.closed().detail());
        return steps;
    }
}
