package io.sallyport.edge;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A name server on loopback that lies as the test says, and remembers what it was asked. */
final class NameServerStub implements AutoCloseable {
    private static final int A = 1;
    private static final int CNAME = 5;
    private static final int AAAA = 28;

    /** What it says about a name; lists of literals, each used once but for the last. */
    private record Said(
            CopyOnWriteArrayList<List<String>> answers, int ttl, String alias, boolean silent, int idShift) {}

    private final DatagramSocket socket;
    private final Map<String, Said> names = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    private NameServerStub(DatagramSocket socket) {
        this.socket = socket;
        Thread answering = new Thread(this::answer, "name-server");
        answering.setDaemon(true);
        answering.start();
    }

    static NameServerStub start() {
        try {
            return new NameServerStub(new DatagramSocket(new InetSocketAddress("127.0.0.1", 0)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Setting of an edge that asks this one. */
    String setting(String more) {
        return "resolver: {servers: ['127.0.0.1:" + socket.getLocalPort() + "']" + more + "}\n";
    }

    /** @param answers addresses of one answer each, with commas between them; the last one stays */
    NameServerStub says(String name, int ttl, String... answers) {
        CopyOnWriteArrayList<List<String>> all = new CopyOnWriteArrayList<>();
        for (String answer : answers) {
            all.add(List.of(answer.split(",")));
        }
        names.put(name, new Said(all, ttl, "", false, 0));
        return this;
    }

    NameServerStub alias(String name, String other) {
        names.put(name, new Said(new CopyOnWriteArrayList<>(), 30, other, false, 0));
        return this;
    }

    NameServerStub isSilentAbout(String name) {
        names.put(name, new Said(new CopyOnWriteArrayList<>(), 30, "", true, 0));
        return this;
    }

    /** Answers under another number than it was asked. */
    NameServerStub forges(String name, String address) {
        names.put(name, new Said(new CopyOnWriteArrayList<>(List.of(List.of(address))), 30, "", false, 1));
        return this;
    }

    /** Names in the order of the questions, each once for every kind of address. */
    List<String> asked() {
        return asked;
    }

    long asked(String name) {
        return asked.stream().filter(name::equals).count();
    }

    private void answer() {
        byte[] buffer = new byte[4096];
        while (!socket.isClosed()) {
            try {
                DatagramPacket question = new DatagramPacket(buffer, buffer.length);
                socket.receive(question);
                byte[] reply = reply(buffer, question.getLength());
                if (reply != null) {
                    socket.send(new DatagramPacket(reply, reply.length, question.getSocketAddress()));
                }
            } catch (IOException e) {
                return;
            }
        }
    }

    private byte[] reply(byte[] question, int length) throws IOException {
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            int label = question[at];
            name.append(name.length() == 0 ? "" : ".")
                    .append(new String(question, at + 1, label, StandardCharsets.US_ASCII));
            at += label + 1;
        }
        int type = question[at + 2] & 0xff;
        asked.add(name.toString());
        Said said = names.get(name.toString());
        if (said != null && said.silent()) {
            return null;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int id = (question[0] & 0xff) << 8 | question[1] & 0xff;
        List<String> addresses = said == null || said.answers().isEmpty() ? List.of() : next(said, type);
        boolean alias = said != null && !said.alias().isEmpty();
        out.writeShort(id + (said == null ? 0 : said.idShift()));
        out.writeShort(said == null ? 0x8183 : 0x8180);
        out.writeShort(1);
        out.writeShort(alias ? 1 : addresses.size());
        out.writeInt(0);
        out.write(question, 12, at + 5 - 12);
        if (alias) {
            byte[] other = encoded(said.alias());
            record(out, CNAME, said.ttl(), other);
        }
        for (String address : addresses) {
            record(out, type, said.ttl(), bytes(address));
        }
        return bytes.toByteArray();
    }

    private static void record(DataOutputStream out, int type, int ttl, byte[] data) throws IOException {
        out.writeShort(0xc00c);
        out.writeShort(type);
        out.writeShort(1);
        out.writeInt(ttl);
        out.writeShort(data.length);
        out.write(data);
    }

    /** The answer moves on with the question for IPv4, which every look-up has. */
    private static List<String> next(Said said, int type) {
        List<String> now = said.answers().get(0);
        if (type == A && said.answers().size() > 1) {
            said.answers().remove(0);
        }
        return now.stream()
                .filter(address -> (address.indexOf(':') >= 0 ? AAAA : A) == type)
                .toList();
    }

    /** Of an IPv4-mapped literal all 16 bytes, which the JDK would make four of. */
    private static byte[] bytes(String literal) throws IOException {
        if (literal.startsWith("::ffff:")) {
            byte[] mapped = new byte[16];
            mapped[10] = (byte) 0xff;
            mapped[11] = (byte) 0xff;
            System.arraycopy(InetAddress.getByName(literal.substring(7)).getAddress(), 0, mapped, 12, 4);
            return mapped;
        }
        return InetAddress.getByName(literal).getAddress();
    }

    private static byte[] encoded(String name) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String label : name.split("\\.")) {
            bytes.write(label.length());
            bytes.writeBytes(label.getBytes(StandardCharsets.US_ASCII));
        }
        bytes.write(0);
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        socket.close();
    }
}
