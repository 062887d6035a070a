package io.sallyport.kit.netty.listening;

import io.netty.channel.unix.FileDescriptor;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one process that asks at the desk gets. Owner: the connection's thread. */
@SuppressWarnings("FutureReturnValueIgnored") // the time-out finds out by itself whether it still matters
final class Giving {
    private static final Logger LOG = LoggerFactory.getLogger(Giving.class);

    private final HandoverConnection connection;
    private final HandoverDesk.Offer offer;
    private final ListeningSockets sockets;
    private Map<InetSocketAddress, FileDescriptor> given = Map.of();
    private boolean taken;

    Giving(HandoverConnection connection, HandoverDesk.Offer offer, ListeningSockets sockets) {
        this.connection = connection;
        this.offer = offer;
        this.sockets = sockets;
    }

    /**
     * Why nothing is given to it; empty to give.
     *
     * @param owner the user that this process runs as
     */
    String refusal(int owner, String hello) {
        try {
            int user = connection.channel().peerCredentials().uid();
            if (user != owner) {
                return "user " + user + " asks, allowed: user " + owner;
            }
        } catch (IOException e) {
            return "it cannot be seen who asks";
        }
        boolean understood = hello.equals(HandoverLines.hello());
        return understood ? "" : "found \"" + hello + "\", allowed: \"" + HandoverLines.hello() + '"';
    }

    void refuse(String reason) {
        LOG.warn("no hand-over: {}", reason);
        connection.say(HandoverLines.REFUSED + " " + reason + "\n");
        connection.close();
    }

    void begin() {
        given = new LinkedHashMap<>(sockets.descriptors(offer.addresses().get()));
        LOG.info("another process takes over {} listening sockets", given.size());
        connection.say(HandoverLines.line(HandoverLines.SOCKETS, given.keySet()));
        connection
                .channel()
                .eventLoop()
                .schedule(this::impatient, offer.patience().toMillis(), TimeUnit.MILLISECONDS);
    }

    void give() {
        connection.give(given.values());
    }

    void serves(String line) {
        if (!taken) {
            taken = true;
            LOG.info("another process serves; this one drains");
            connection.say(HandoverLines.LEAVING + "\n");
            offer.taken().accept(HandoverLines.addresses(line));
        }
    }

    private void impatient() {
        if (!taken && connection.channel().isOpen()) {
            LOG.warn(
                    "no hand-over: the other process does not serve after {} s; this one goes on",
                    offer.patience().toSeconds());
            connection.close();
        }
    }

    /** The other end is gone. */
    void gone() {
        if (!taken && !given.isEmpty()) {
            LOG.warn("no hand-over: the other process has gone; this one goes on");
        }
    }

    void close() {
        connection.close();
    }
}
