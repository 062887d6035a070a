package io.sallyport.faults.relay;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** A name server by UDP on loopback that knows some names, and fails as it is told. IPv4 only. */
public final class NameServer implements AutoCloseable {
    private static final int TYPE_A = 1;
    private static final int TTL_SECONDS = 1;

    /** How it behaves. */
    public enum Manner {
        ANSWERS(0),
        SERVFAIL(2),
        NXDOMAIN(3),
        REFUSED(5),
        /** Says nothing at all. */
        SILENT(0);

        private final int code;

        Manner(int code) {
            this.code = code;
        }
    }

    private final DatagramSocket socket;
    private final Map<String, List<String>> addresses = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private volatile Manner manner = Manner.ANSWERS;

    private NameServer(DatagramSocket socket) {
        this.socket = socket;
    }

    public static NameServer start() {
        try {
            NameServer server = new NameServer(new DatagramSocket(new InetSocketAddress("127.0.0.1", 0)));
            Relay.daemon("name-server", server::answer);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return socket.getLocalPort();
    }

    public NameServer knows(String name, String... literals) {
        addresses.put(name, List.of(literals));
        return this;
    }

    public void manner(Manner next) {
        manner = next;
    }

    /** Questions so far. */
    public long asked() {
        return asked.get();
    }

    private void answer() {
        byte[] buffer = new byte[1500];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                asked.incrementAndGet();
                Manner now = manner;
                if (now != Manner.SILENT) {
                    byte[] reply = reply(buffer, now);
                    socket.send(new DatagramPacket(reply, reply.length, question.getSocketAddress()));
                }
            } catch (IOException | IndexOutOfBoundsException bad) {
                // A question that cannot be read gets no answer; a closed socket ends the loop.
            }
        }
    }

    private byte[] reply(byte[] question, Manner now) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(name.length() == 0 ? "" : ".").append(new String(question, at + 1, question[at], US_ASCII));
            at += question[at] + 1;
        }
        int type = question[at + 2] & 0xff;
        List<String> known = addresses.getOrDefault(name.toString(), List.of());
        List<String> told = now == Manner.ANSWERS && type == TYPE_A ? known : List.of();
        int code = now == Manner.ANSWERS && !addresses.containsKey(name.toString()) ? Manner.NXDOMAIN.code : now.code;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.write(question, 0, 2);
        out.writeShort(0x8180 | code);
        out.writeShort(1);
        out.writeShort(told.size());
        out.writeInt(0);
        out.write(question, 12, at + 5 - 12);
        for (String address : told) {
            out.writeShort(0xc00c);
            out.writeShort(TYPE_A);
            out.writeShort(1);
            out.writeInt(TTL_SECONDS);
            byte[] literal = InetAddress.getByName(address).getAddress();
            out.writeShort(literal.length);
            out.write(literal);
        }
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
