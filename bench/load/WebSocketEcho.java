import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;

/**
 * Both ends of the WebSocket benchmark, each on one thread, started from this source: {@code origin PORT} echoes
 * frames; {@code load PORT CONNECTIONS SECONDS BYTES} keeps one binary frame under way on each connection, compares
 * every echo, and prints a line of JSON. Knows frames below 64 KiB only (RFC 6455 section 5.2).
 */
public final class WebSocketEcho {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

    public static void main(String[] args) throws Exception {
        int port = Integer.parseInt(args[1]);
        if (args[0].equals("origin")) {
            origin(port);
        } else {
            load(port, Integer.parseInt(args[2]), Double.parseDouble(args[3]), Integer.parseInt(args[4]));
        }
    }

    /** A connection of either end: the head first, frames after it. */
    private static final class Peer {
        final SocketChannel channel;
        final ByteBuffer in = ByteBuffer.allocate(128 * 1024);
        final boolean server;
        boolean open;
        long sentNanos;

        Peer(SocketChannel channel, boolean server) {
            this.channel = channel;
            this.server = server;
        }

        /** Small frames on loopback fit the socket's buffer; what does not is written on the spot. */
        void write(ByteBuffer bytes) throws IOException {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }

        /** The next whole frame's payload, unmasked; null when there is none yet. */
        byte[] frame() {
            if (in.position() < 2) {
                return null;
            }
            int length = in.get(1) & 0x7f;
            int at = 2;
            if (length == 126) {
                if (in.position() < 4) {
                    return null;
                }
                length = in.getShort(2) & 0xffff;
                at = 4;
            }
            boolean masked = (in.get(1) & 0x80) != 0;
            int end = at + (masked ? 4 : 0) + length;
            if (in.position() < end) {
                return null;
            }
            byte[] payload = new byte[length];
            int mask = at;
            at += masked ? 4 : 0;
            for (int i = 0; i < length; i++) {
                payload[i] = (byte) (in.get(at + i) ^ (masked ? in.get(mask + (i & 3)) : 0));
            }
            consume(end);
            return payload;
        }

        /** The head with its empty line; null when it is not whole yet. */
        String head() {
            String text = new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
            int end = text.indexOf("\r\n\r\n");
            if (end < 0) {
                return null;
            }
            consume(end + 4);
            return text.substring(0, end);
        }

        private void consume(int bytes) {
            in.flip().position(bytes);
            in.compact();
        }
    }

    private static byte[] frame(byte[] payload, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(payload.length + 8);
        frame.put((byte) 0x82);
        int flag = masked ? 0x80 : 0;
        if (payload.length < 126) {
            frame.put((byte) (flag | payload.length));
        } else {
            frame.put((byte) (flag | 126)).putShort((short) payload.length);
        }
        if (masked) {
            frame.putInt(0); // a mask of zeros leaves the payload as it is
        }
        frame.put(payload);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private static void origin(int port) throws Exception {
        Selector selector = Selector.open();
        ServerSocketChannel server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress("127.0.0.1", port), 1024).configureBlocking(false);
        server.register(selector, SelectionKey.OP_ACCEPT);
        while (true) {
            selector.select(key -> {
                try {
                    if (key.isAcceptable()) {
                        register(selector, new Peer(server.accept(), true));
                    } else if (!answer((Peer) key.attachment())) {
                        key.channel().close();
                    }
                } catch (IOException gone) {
                    key.cancel();
                }
            });
        }
    }

    private static void register(Selector selector, Peer peer) throws IOException {
        peer.channel.setOption(StandardSocketOptions.TCP_NODELAY, true).configureBlocking(false);
        peer.channel.register(selector, SelectionKey.OP_READ, peer);
    }

    private static boolean answer(Peer peer) throws IOException {
        if (peer.channel.read(peer.in) < 0) {
            return false;
        }
        if (!peer.open) {
            String head = peer.head();
            if (head == null) {
                return true;
            }
            if (!head.toLowerCase().contains("upgrade: websocket")) { // a health probe
                peer.write(ByteBuffer.wrap("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes()));
                return true;
            }
            peer.open = true;
            peer.write(ByteBuffer.wrap(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n"
                            + "Connection: Upgrade\r\nSec-WebSocket-Accept: " + accept(head) + "\r\n\r\n")
                    .getBytes()));
        }
        for (byte[] payload = peer.frame(); payload != null; payload = peer.frame()) {
            peer.write(ByteBuffer.wrap(frame(payload, false)));
        }
        return true;
    }

    private static String accept(String head) {
        try {
            String key = head.replaceAll("(?is).*sec-websocket-key:\\s*(\\S+).*", "$1");
            byte[] hash = MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes());
            return Base64.getEncoder().encodeToString(hash);
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void load(int port, int connections, double seconds, int bytes) throws Exception {
        Selector selector = Selector.open();
        byte[] payload = new byte[bytes];
        Arrays.fill(payload, (byte) 'x');
        byte[] frame = frame(payload, true);
        for (int i = 0; i < connections; i++) {
            register(selector, opened(port));
        }
        long[] micros = new long[1 << 22];
        int count = 0;
        int wrong = 0;
        for (SelectionKey key : selector.keys()) {
            send((Peer) key.attachment(), frame);
        }
        long started = System.nanoTime();
        long until = started + (long) (seconds * 1e9);
        while (System.nanoTime() < until) {
            selector.select(100);
            for (SelectionKey key : selector.selectedKeys()) {
                Peer peer = (Peer) key.attachment();
                if (peer.channel.read(peer.in) < 0) {
                    throw new IOException("closed by the proxy after " + count + " echoes");
                }
                byte[] echo = peer.frame();
                if (echo != null) {
                    wrong += Arrays.equals(echo, payload) ? 0 : 1;
                    micros[count++ % micros.length] = (System.nanoTime() - peer.sentNanos) / 1000;
                    send(peer, frame);
                }
            }
            selector.selectedKeys().clear();
        }
        report(micros, count, wrong, (System.nanoTime() - started) / 1e9);
    }

    private static void report(long[] micros, int count, int wrong, double seconds) {
        int kept = Math.min(count, micros.length);
        Arrays.sort(micros, 0, kept);
        System.out.printf(
                "JSON {\"requests\": %d, \"seconds\": %.6f, \"errors\": 0, \"bad_status\": %d, \"p50_us\": %d, \"p99_us\": %d}%n",
                count, seconds, wrong, micros[kept / 2], micros[kept * 99 / 100]);
    }

    private static Peer opened(int port) throws IOException {
        Peer peer = new Peer(SocketChannel.open(new InetSocketAddress("127.0.0.1", port)), false);
        peer.write(ByteBuffer.wrap(("GET /ws HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nUpgrade: websocket\r\n"
                        + "Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: " + KEY + "\r\n\r\n")
                .getBytes()));
        String head = null;
        while (head == null) {
            if (peer.channel.read(peer.in) < 0) {
                throw new IOException("closed before an answer");
            }
            head = peer.head();
        }
        if (!head.startsWith("HTTP/1.1 101")) {
            throw new IOException("found " + head.lines().findFirst().orElse("") + ", expected 101");
        }
        return peer;
    }

    private static void send(Peer peer, byte[] frame) throws IOException {
        peer.sentNanos = System.nanoTime();
        peer.write(ByteBuffer.wrap(frame));
    }
}
