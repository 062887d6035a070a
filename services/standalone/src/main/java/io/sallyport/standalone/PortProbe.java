package io.sallyport.standalone;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.AdminConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.standalone.check.CheckedFolder;
import java.io.IOException;
import java.net.BindException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/**
 * Tries every address before anything starts, so that one that is taken is reported by its key and nothing starts half.
 * Between the try and the real thing somebody else may still be quicker; then the service that wanted it fails, and
 * {@link Suite} stops the others.
 */
public final class PortProbe {
    private final Positions positions;
    private final List<Finding> findings = new ArrayList<>();

    private PortProbe(Positions positions) {
        this.positions = positions;
    }

    /** One finding for each address that cannot be bound; empty when all can. */
    public static List<Finding> run(CheckedFolder folder, List<DemoServer> demo) {
        PortProbe probe = new PortProbe(folder.suite().positions());
        List<ListenerConfig> listeners = folder.config().listeners();
        for (int i = 0; i < listeners.size(); i++) {
            ListenerConfig listener = listeners.get(i);
            String path = "listeners[" + i + "].bind";
            probe.key(path, listener.bind(), " of listener " + listener.name());
            if (listener.speaksH3()) {
                probe.udp(path, listener.bind(), " of listener " + listener.name());
            }
        }
        AdminConfig admin = folder.config().admin();
        probe.key("admin.bind", admin.bind(), "");
        demo.forEach(probe::demo);
        return probe.findings;
    }

    private void key(String path, HostPort address, String owner) {
        String trouble = trouble(address);
        if (!trouble.isEmpty()) {
            findings.add(positions.finding(
                    path, '"' + address.toString() + '"' + owner + trouble, "an address that is free"));
        }
    }

    private void udp(String path, HostPort address, String owner) {
        if (address.port() == 0) {
            return;
        }
        try (DatagramSocket socket = new DatagramSocket(address.port(), InetAddress.getByName(address.host()))) {
            socket.disconnect();
        } catch (IOException e) {
            findings.add(positions.finding(
                    path,
                    '"' + address.toString() + '"' + owner + ", whose UDP port cannot be bound (" + e.getMessage()
                            + ")",
                    "an address that is free for UDP too, or protocols without h3"));
        }
    }

    private void demo(DemoServer server) {
        HostPort address = new HostPort(DemoServer.HOST, server.port());
        String trouble = trouble(address);
        if (!trouble.isEmpty()) {
            findings.add(Finding.of(
                    "demo server " + server.name(),
                    '"' + address.toString() + '"' + trouble,
                    "that it is free, or --no-demo"));
        }
    }

    private static String trouble(HostPort address) {
        if (address.port() == 0) {
            return "";
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address.host(), address.port()));
            return "";
        } catch (BindException e) {
            boolean taken = String.valueOf(e.getMessage()).contains("in use");
            return taken ? ", which another program has" : ", which cannot be bound (" + e.getMessage() + ")";
        } catch (IOException e) {
            return ", which cannot be bound (" + e.getMessage() + ")";
        }
    }
}
