package io.sallyport.testkit.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A real redis-server on a loopback port of its own that keeps nothing on disk unless it is told to.
 *
 * <p>The program must be on the PATH (Debian's package is named redis-server). Not thread-safe.
 */
public final class RedisServer implements AutoCloseable {
    private static final int PING_MILLIS = 1000;

    private final int port;
    private final Path directory;
    private final List<String> options;
    private ChildProcess child;

    private RedisServer(int port, Path directory, List<String> options) {
        this.port = port;
        this.directory = directory;
        this.options = options;
    }

    /**
     * Starts it and waits until it answers.
     *
     * @param options of the program, such as {@code "--maxmemory", "4mb"}
     */
    public static RedisServer start(String... options) {
        return on(FreePort.pick(), options);
    }

    static RedisServer on(int port, String... options) {
        try {
            RedisServer server = new RedisServer(port, Files.createTempDirectory("sallyport-redis"), List.of(options));
            server.launch();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same by TLS only: it wants a certificate that the authority has signed, and shows its own. */
    public static RedisServer tls(Path certificate, Path key, Path authority, boolean wantsCertificate) {
        int port = FreePort.pick();
        return on(
                port,
                "--port",
                "0",
                "--tls-port",
                Integer.toString(port),
                "--tls-cert-file",
                certificate.toString(),
                "--tls-key-file",
                key.toString(),
                "--tls-ca-cert-file",
                authority.toString(),
                "--tls-auth-clients",
                wantsCertificate ? "yes" : "no");
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

    /** Starts it again on the same port, empty unless it keeps its data; kills it first if it still runs. */
    public void restart() {
        child.close();
        launch();
    }

    /** What it answers to a command in one line, as it comes; for a short answer. Waits until the connection ends. */
    public String ask(String command) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PING_MILLIS);
            socket.setSoTimeout(10 * PING_MILLIS);
            socket.getOutputStream().write((command + "\r\nQUIT\r\n").getBytes(ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("asking redis-server on port " + port, e);
        }
    }

    /** Makes it unable to answer anybody for so long. */
    public void sleep(double seconds) {
        try {
            Socket socket = new Socket("127.0.0.1", port);
            socket.getOutputStream().write(("DEBUG SLEEP " + seconds + "\r\nQUIT\r\n").getBytes(ISO_8859_1));
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        child.close();
        RedisFolder.delete(directory);
    }

    private void launch() {
        if (!isInstalled()) {
            throw new AssertionError(
                    "redis-server is not on the PATH: install Debian's package redis-server, or Redis 7");
        }
        List<String> command = new ArrayList<>(List.of(
                "redis-server",
                "--port",
                Integer.toString(port),
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--enable-debug-command",
                "local",
                "--dir",
                directory.toString()));
        command.addAll(options);
        try {
            child = ChildProcess.start(new ProcessBuilder(command));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start redis-server", e);
        }
        awaitReady();
    }

    private void awaitReady() {
        Eventually.until("redis-server on port " + port + " answers", () -> {
            if (!child.process().isAlive()) {
                throw new AssertionError("redis-server ended: " + child.output().all());
            }
            return options.contains("--tls-port")
                    ? child.output().all().stream().anyMatch(line -> line.contains("Ready to accept connections"))
                    : answersPing();
        });
    }

    /** Be it that it wants a login first. */
    private boolean answersPing() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), PING_MILLIS);
            socket.setSoTimeout(PING_MILLIS);
            socket.getOutputStream().write("PING\r\n".getBytes(ISO_8859_1));
            String answer = new String(socket.getInputStream().readNBytes(7), ISO_8859_1);
            return answer.equals("+PONG\r\n") || answer.equals("-NOAUTH");
        } catch (IOException notYet) {
            return false;
        }
    }
}
