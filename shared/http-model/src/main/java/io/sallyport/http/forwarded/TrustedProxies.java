package io.sallyport.http.forwarded;

import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import java.util.List;

/**
 * Addresses whose word on the client is believed.
 *
 * @param ranges none: nobody is believed
 */
public record TrustedProxies(List<Cidr> ranges) {
    public TrustedProxies {
        ranges = List.copyOf(ranges);
    }

    /** Reads addresses and ranges. */
    public static TrustedProxies parse(List<String> ranges) {
        return new TrustedProxies(ranges.stream().map(Cidr::parse).toList());
    }

    public boolean isEmpty() {
        return ranges.isEmpty();
    }

    public boolean contains(IpAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
