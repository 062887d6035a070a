package io.sallyport.edge;

import io.sallyport.testkit.TestCertificate;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Somebody else's proxy on loopback: CONNECT, whole URLs and SOCKS5, with or without TLS. Whatever the target's name, it
 * connects to one port of 127.0.0.1, or where the name says if none is given, and remembers what it was told.
 */
final class ParentProxy implements AutoCloseable {
    private final ServerSocket server;
    private final int onlyPort;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<String> targets = new CopyOnWriteArrayList<>();
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile int connections;
    private volatile String wanted = "";
    private volatile String answer = "";
    private volatile int code;
    private volatile boolean silent;

    private ParentProxy(ServerSocket server, int onlyPort) {
        this.server = server;
        this.onlyPort = onlyPort;
        Thread accepting = new Thread(this::accept, "parent-accept");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** @param to port on loopback that every target means; 0: targets are connected to as they are named */
    static ParentProxy start(int to) {
        try {
            return bound(new ServerSocket(), 0, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParentProxy startAt(int port, int to) {
        try {
            return bound(new ServerSocket(), port, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ParentProxy startTls(TestCertificate certificate, int to) {
        try {
            return bound(certificate.context().getServerSocketFactory().createServerSocket(), 0, to);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ParentProxy bound(ServerSocket server, int port, int to) throws IOException {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress("127.0.0.1", port));
        return new ParentProxy(server, to);
    }

    /** Wants this {@code name:password}. */
    ParentProxy wants(String login) {
        wanted = login;
        return this;
    }

    /** Answers every CONNECT with this, word for word, and closes. */
    ParentProxy answers(String head) {
        answer = head;
        return this;
    }

    /** Answers every request by SOCKS with this code. */
    ParentProxy refuses(int socksCode) {
        code = socksCode;
        return this;
    }

    /** Never says a word. */
    ParentProxy silent() {
        silent = true;
        return this;
    }

    int port() {
        return server.getLocalPort();
    }

    String authority() {
        return "127.0.0.1:" + port();
    }

    /** Heads of HTTP requests, as they came. */
    List<String> heads() {
        return heads;
    }

    /** Targets as they were named, {@code name host:port} or {@code address host:port} by SOCKS. */
    List<String> targets() {
        return targets;
    }

    int connections() {
        return connections;
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                connections++;
                open.add(client);
                Thread serving = new Thread(() -> serve(client), "parent-serve");
                serving.setDaemon(true);
                serving.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = client.getInputStream();
            int first = in.read();
            if (silent) {
                in.readAllBytes();
            } else if (first == 5) {
                socks(client, in);
            } else if (first >= 0) {
                http(client, in, first);
            }
        } catch (IOException e) {
            // the other side has gone
        } finally {
            open.remove(client);
        }
    }

    private void socks(Socket client, InputStream in) throws IOException {
        OutputStream out = client.getOutputStream();
        byte[] methods = exactly(in, in.read());
        boolean offered = new String(methods, StandardCharsets.ISO_8859_1).indexOf(2) >= 0;
        if (!wanted.isEmpty()) {
            out.write(new byte[] {5, (byte) (offered ? 2 : 0xff)});
            if (!offered) {
                return;
            }
            in.read();
            String user = new String(exactly(in, in.read()), StandardCharsets.UTF_8);
            String password = new String(exactly(in, in.read()), StandardCharsets.UTF_8);
            boolean right = wanted.equals(user + ':' + password);
            out.write(new byte[] {1, (byte) (right ? 0 : 1)});
            if (!right) {
                return;
            }
        } else {
            out.write(new byte[] {5, 0});
        }
        byte[] request = exactly(in, 4);
        String host = request[3] == 3
                ? new String(exactly(in, in.read()), StandardCharsets.UTF_8)
                : InetAddress.getByAddress(exactly(in, request[3] == 1 ? 4 : 16))
                        .getHostAddress();
        int port = in.read() << 8 | in.read();
        targets.add((request[3] == 3 ? "name " : "address ") + host + ':' + port);
        out.write(new byte[] {5, (byte) code, 0, 1, 0, 0, 0, 0, 0, 0});
        if (code == 0) {
            relay(client, in, host, port, new byte[0]);
        }
    }

    private void http(Socket client, InputStream in, int first) throws IOException {
        String head = (char) first + head(in);
        heads.add(head);
        String[] words = head.substring(0, head.indexOf("\r\n")).split(" ");
        String login = field(head, "proxy-authorization");
        String needed =
                "Basic " + java.util.Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8));
        if (!wanted.isEmpty() && !needed.equals(login)) {
            say(
                    client,
                    "HTTP/1.1 407 Login\r\nProxy-Authenticate: Basic realm=\"parent\"\r\nContent-Length: 0\r\n\r\n");
            return;
        }
        if (words[0].equals("CONNECT")) {
            int colon = words[1].lastIndexOf(':');
            targets.add(words[1]);
            if (!answer.isEmpty()) {
                say(client, answer);
                in.readAllBytes();
                return;
            }
            say(client, "HTTP/1.1 200 Connection established\r\n\r\n");
            relay(
                    client,
                    in,
                    words[1].substring(0, colon),
                    Integer.parseInt(words[1].substring(colon + 1)),
                    new byte[0]);
        } else {
            String rest = words[1].substring("http://".length());
            int slash = rest.indexOf('/');
            String authority = rest.substring(0, slash);
            targets.add(authority);
            String sent = words[0] + ' ' + rest.substring(slash) + head.substring(head.indexOf(" HTTP/1."));
            int colon = authority.lastIndexOf(':');
            relay(
                    client,
                    in,
                    colon < 0 ? authority : authority.substring(0, colon),
                    colon < 0 ? 80 : Integer.parseInt(authority.substring(colon + 1)),
                    sent.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private void relay(Socket client, InputStream in, String host, int port, byte[] early) throws IOException {
        InetSocketAddress target =
                onlyPort == 0 ? new InetSocketAddress("127.0.0.1", port) : new InetSocketAddress("127.0.0.1", onlyPort);
        try (Socket origin = new Socket()) {
            open.add(origin);
            origin.connect(target, 5_000);
            origin.getOutputStream().write(early);
            Thread back = new Thread(() -> copy(origin, client), "parent-back");
            back.setDaemon(true);
            back.start();
            in.transferTo(origin.getOutputStream());
            origin.shutdownOutput();
            back.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException | UnsupportedOperationException e) {
            // one of both has gone
        } finally {
            try {
                to.close();
            } catch (IOException e) {
                // it is gone
            }
        }
    }

    private static void say(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static String field(String head, String name) {
        return head.lines()
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith(name + ':'))
                .map(line -> line.substring(name.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException();
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static byte[] exactly(InputStream in, int count) throws IOException {
        byte[] bytes = in.readNBytes(count);
        if (bytes.length < count) {
            throw new EOFException();
        }
        return bytes;
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
