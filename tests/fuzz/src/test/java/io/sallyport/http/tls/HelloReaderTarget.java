package io.sallyport.http.tls;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import java.nio.ByteBuffer;

/** The name in a ClientHello: the same however the bytes are cut, made of what names are made of, and never more than kept. */
public final class HelloReaderTarget {
    private HelloReaderTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Hello whole = Cost.of(input.length, () -> new HelloReader().next(ByteBuffer.wrap(input)));
        ByteBuffer all = ByteBuffer.wrap(input);
        Check.same(new HelloReader().next(all), whole);
        HelloReader single = new HelloReader();
        for (byte next : input) {
            single.next(ByteBuffer.wrap(new byte[] {next}));
        }
        Check.same(single.result(), whole);
        Check.that(whole == Hello.PENDING || input.length > 0, "known before a byte has come");
        Check.that(!(whole instanceof Hello.Pending) || !all.hasRemaining(), "waits, and leaves bytes");
        if (whole instanceof Hello.Client client) {
            Check.that(client.name().matches("[a-z0-9._:-]{0,255}"), "a name: " + client.name());
        }
        Cost.atLength(input, bytes -> new HelloReader().next(ByteBuffer.wrap(bytes)));
    }
}
