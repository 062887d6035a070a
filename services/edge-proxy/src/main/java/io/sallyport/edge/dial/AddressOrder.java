package io.sallyport.edge.dial;

import io.sallyport.http.IpAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * In which order addresses are dialled: the families in turns, IPv6 first, each in the resolver's order (<a
 * href="https://datatracker.ietf.org/doc/html/rfc8305#section-4">RFC 8305 section 4</a>).
 */
final class AddressOrder {
    private AddressOrder() {}

    static List<IpAddress> of(List<IpAddress> addresses) {
        if (addresses.size() == 1) {
            return addresses;
        }
        List<IpAddress> six = new ArrayList<>();
        List<IpAddress> four = new ArrayList<>();
        for (IpAddress address : addresses) {
            (address.isV4() ? four : six).add(address);
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
