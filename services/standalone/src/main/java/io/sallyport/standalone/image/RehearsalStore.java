package io.sallyport.standalone.image;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Plays a Redis for one rehearsal, in <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP3</a>:
 * keeps values without end, says yes to every script, and has empty streams. A thread for each connection.
 */
final class RehearsalStore implements Closeable {
    private static final String OK = "+OK\r\n";
    private static final String NOTHING = "_\r\n";
    private static final String ONE = ":1\r\n";
    private static final String EMPTY = "*0\r\n";
    private static final String HELLO =
            "%4\r\n+server\r\n+redis\r\n+version\r\n+7.0.0\r\n+proto\r\n:3\r\n+mode\r\n+standalone\r\n";

    private final ServerSocket server;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private RehearsalStore(ServerSocket server) {
        this.server = server;
    }

    /** On a free port of loopback. */
    static RehearsalStore open() throws IOException {
        RehearsalStore store = new RehearsalStore(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        thread(store::accept);
        return store;
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        closed.countDown();
        server.close();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                thread(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private static void thread(Runnable task) {
        Thread thread = new Thread(task, "rehearsal-store");
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket socket) {
        try (socket;
                InputStream in = new BufferedInputStream(socket.getInputStream());
                OutputStream out = new BufferedOutputStream(socket.getOutputStream())) {
            while (true) {
                String answer = answer(command(in));
                out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                if (in.available() == 0) {
                    out.flush();
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // The client has gone.
        }
    }

    private static List<String> command(InputStream in) throws IOException {
        int count = Integer.parseInt(line(in).substring(1));
        List<String> words = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte[] word = in.readNBytes(Integer.parseInt(line(in).substring(1)));
            line(in);
            words.add(new String(word, StandardCharsets.ISO_8859_1));
        }
        return words;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    private String answer(List<String> words) {
        String key = words.size() > 1 ? words.get(1) : "";
        return switch (words.get(0).toUpperCase(Locale.ROOT)) {
            case "HELLO" -> HELLO;
            case "PING" -> "+PONG\r\n";
            case "GET" -> bulk(values.get(key));
            case "SET" -> set(key, words);
            case "DEL", "TOUCH", "EVAL" -> ONE;
            case "INCR" -> ":" + values.merge(key, "1", RehearsalStore::next) + "\r\n";
            case "SCAN" -> "*2\r\n$1\r\n0\r\n" + EMPTY;
            case "XPENDING", "XINFO" -> EMPTY;
            case "XREADGROUP" -> nothingAfterAWhile();
            default -> OK;
        };
    }

    private String set(String key, List<String> words) {
        if (words.contains("NX")) {
            return values.putIfAbsent(key, words.get(2)) == null ? OK : NOTHING;
        }
        values.put(key, words.get(2));
        return OK;
    }

    private static String next(String number, String one) {
        return Long.toString(Long.parseLong(number) + 1);
    }

    private static String bulk(@Nullable String value) {
        return value == null ? NOTHING : "$" + value.length() + "\r\n" + value + "\r\n";
    }

    /** Whoever waits for entries of a stream waits on the server. */
    private String nothingAfterAWhile() {
        try {
            if (closed.await(200, TimeUnit.MILLISECONDS)) {
                return NOTHING;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return NOTHING;
    }
}
