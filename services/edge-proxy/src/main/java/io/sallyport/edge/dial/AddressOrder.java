package io.sallyport.edge.dial;

import io.sallyport.contract.settings.ResolverConfig.Family;
import io.sallyport.http.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order addresses are dialled: the families in turns, IPv6 first, each in the resolver's order (<a
 * href="https://datatracker.ietf.org/doc/html/rfc8305#section-4">RFC 8305 section 4</a>).
 */
final class AddressOrder {
    private AddressOrder() {}

    /** Those of the wanted family, of both in turns. */
    static List<IpAddress> of(List<IpAddress> addresses, Family family) {
        List<IpAddress> six = new ArrayList<>();
        List<IpAddress> four = new ArrayList<>();
        for (IpAddress address : addresses) {
            (address.isV4() ? four : six).add(address);
        }
        if (family != Family.BOTH) {
            return family == Family.IPV4 ? four : six;
        }
        List<IpAddress> order = new ArrayList<>(addresses.size());
        for (int i = 0; i < Math.max(six.size(), four.size()); i++) {
            if (i < six.size()) {
                order.add(six.get(i));
            }
            if (i < four.size()) {
                order.add(four.get(i));
            }
        }
        return order;
    }
}
