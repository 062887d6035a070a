package io.sallyport.http.forwarded;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.ArrayList;
import java.util.List;

/** Who a client is by Forwarded and X-Forwarded-For: nothing that a stranger writes further left can change it. */
public final class ForwardedFieldsTarget {
    private static final TrustedProxies TRUSTED = TrustedProxies.parse(List.of("10.0.0.0/8", "2001:db8::/32"));

    private ForwardedFieldsTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String stranger = in.word();
        List<String> lines = in.words();
        ForwardedClient listed = Cost.of(input.length, () -> ForwardedFields.xForwardedFor(TRUSTED, lines, List.of()));
        ForwardedClient standard = Cost.of(input.length, () -> ForwardedFields.forwarded(TRUSTED, lines));
        List<String> longer = new ArrayList<>(lines);
        longer.add(0, stranger);
        if (isTold(listed)) {
            Check.same(ForwardedFields.xForwardedFor(TRUSTED, longer, List.of()), listed);
        }
        // A trusted proxy that opens a quote and does not close it has left its element to whatever stands before it.
        boolean closed = String.join(",", lines).chars().filter(c -> c == '"').count() % 2 == 0;
        if (isTold(standard) && closed) {
            Check.same(ForwardedFields.forwarded(TRUSTED, longer), standard);
        }
        Cost.atLength(input, bytes -> ForwardedFields.xForwardedFor(TRUSTED, Input.lines(bytes), Input.lines(bytes)));
        Cost.atLength(input, bytes -> ForwardedFields.forwarded(TRUSTED, Input.lines(bytes)));
    }

    /** Whether the walk from the right has come to its end: somebody who is not trusted, or who is not said. */
    private static boolean isTold(ForwardedClient client) {
        if (client == null) {
            return false;
        }
        Check.oneLine(client.text() + client.via());
        Check.that(client.scheme() == null || client.scheme().matches("https?"), "scheme " + client.scheme());
        return client.address().equals(ForwardedClient.UNKNOWN) || !TRUSTED.contains(client.address());
    }
}
