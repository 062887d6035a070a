package io.sallyport.kit.service;

import io.sallyport.contract.settings.BusConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.Collections;

/** The address literal that a member of the cluster binds and tells the others. */
final class BusAddress {
    private BusAddress() {}

    /** {@code bus.host} resolved; when it is empty, the first IPv4 address that is not loopback, or else loopback. */
    static String of(BusConfig config) {
        try {
            return config.host().isEmpty()
                    ? firstOutside()
                    : InetAddress.getByName(config.host()).getHostAddress();
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "bus.host: found \"" + config.host() + "\", allowed: an address of this machine", e);
        }
    }

    private static String firstOutside() throws IOException {
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            if (!device.isUp() || device.isLoopback()) {
                continue;
            }
            for (InetAddress address : Collections.list(device.getInetAddresses())) {
                if (address instanceof Inet4Address && !address.isLinkLocalAddress()) {
                    return address.getHostAddress();
                }
            }
        }
        return "127.0.0.1";
    }
}
