package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Addresses and ranges: their text reads as themselves, and the JDK means the same by it. */
public final class IpAddressTarget {
    private IpAddressTarget() {}

    public static void fuzzerTestOneInput(byte[] input) throws UnknownHostException {
        String text = Input.wire(input);
        IpAddress address = Cost.of(input.length, () -> IpAddress.parse(text));
        if (address != null) {
            Check.same(IpAddress.parse(address.toString()), address);
            Check.same(IpAddress.of(address.bytes()), address);
            Check.same(IpAddress.of(InetAddress.getByAddress(address.bytes())), address);
            // A literal, so that the JDK asks no resolver.
            Check.same(IpAddress.of(InetAddress.getByName(text)), address);
        }
        range(text);
        Cost.atLength(input, bytes -> IpAddress.parse(Input.wire(bytes)));
    }

    private static void range(String text) {
        try {
            Cidr range = Cidr.parse(text);
            Check.same(Cidr.parse(range.toString()), range);
            Check.that(range.contains(range.base()), "without its own first address: " + range);
        } catch (IllegalArgumentException refusal) {
            Check.refusal(refusal);
        }
    }
}
