package io.sallyport.testkit.process;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * A real redis-server on a loopback port of its own that keeps nothing on disk.
 *
 * <p>The program must be on the PATH (Debian's package is named redis-server). Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final int PING_MILLIS = 1000;

    private final int port;
    private final Path directory;
    private ChildProcess child;

    private RedisServer(int port, Path directory, ChildProcess child) {
        this.port = port;
        this.directory = directory;
        this.child = child;
    }

    /** Starts it and waits until it answers. */
    public static RedisServer start() {
        int port = FreePort.pick();
        Path directory = Path.of(System.getProperty("java.io.tmpdir"));
        RedisServer server = new RedisServer(port, directory, launch(port, directory));
        server.awaitReady();
        return server;
    }

    /** Whether this machine has the program at all. */
    public static boolean isInstalled() {
        return Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":"))
                .anyMatch(folder -> Path.of(folder, "redis-server").toFile().canExecute());
    }

    public int port() {
        return port;
    }

    /** {@code redis://127.0.0.1:PORT}. */
    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    /** Ends it without warning (SIGKILL); what it held is lost. */
    public void kill() {
        child.kill();
    }

    /** Leaves its connections open but silent (SIGSTOP). */
    public void freeze() {
        child.signal("STOP");
    }

    public void thaw() {
        child.signal("CONT");
    }

    /** Starts it again, empty, on the same port; kills it first if it still runs. */
    public void restart() {
        child.close();
        child = launch(port, directory);
        awaitReady();
    }

    @Override
    public void close() {
        child.close();
    }

    private static ChildProcess launch(int port, Path directory) {
        if (!isInstalled()) {
            throw new AssertionError(
                    "redis-server is not on the PATH: install Debian's package redis-server, or Redis 7");
        }
        List<String> command = List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                directory.toString());
        try {
            return ChildProcess.start(new ProcessBuilder(command));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start redis-server", e);
        }
    }

    private void awaitReady() {
        Eventually.until("redis-server on port " + port + " answers", () -> {
            if (!child.process().isAlive()) {
                throw new AssertionError("redis-server ended: " + child.output().all());
            }
            return answersPing();
        });
    }

    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PING_MILLIS);
            socket.setSoTimeout(PING_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(US_ASCII));
            return new String(socket.getInputStream().readNBytes(7), US_ASCII).equals("+PONG\r\n");
        } catch (IOException notYet) {
            return false;
        }
    }
}
