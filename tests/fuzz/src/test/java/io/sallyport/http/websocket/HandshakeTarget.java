package io.sallyport.http.websocket;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.Base64;
import java.util.List;

/** WebSocket handshakes: a key is 16 bytes and nothing else, and tokens are found in lists without regard to case. */
public final class HandshakeTarget {
    private HandshakeTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        if (Handshake.isKey(text)) {
            Check.that(text.matches("[A-Za-z0-9+/]{22}=="), "a key: " + text);
            Check.same(Base64.getDecoder().decode(text).length, 16);
            Check.that(Handshake.accept(text).matches("[A-Za-z0-9+/]{27}="), "an answer to " + text);
        }
        List<String> lines = Input.lines(input);
        boolean found = Cost.of(input.length, () -> Handshake.lists(lines, "Upgrade"));
        Check.that(!found || text.toLowerCase(java.util.Locale.ROOT).contains("upgrade"), "found in " + text);
        Cost.atLength(input, bytes -> Handshake.lists(Input.lines(bytes), "upgrade"));
    }
}
