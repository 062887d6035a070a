package io.sallyport.testkit.process;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Commands in one line and their answers as they come. */
final class RedisText {
    private static final int WAIT_MILLIS = 5000;

    private RedisText() {}

    /** Sentinels do not end a connection when asked to, so the answer to a PING behind the command ends the reading. */
    static String ask(int port, String command) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), WAIT_MILLIS);
            socket.setSoTimeout(WAIT_MILLIS);
            socket.getOutputStream().write((command + "\r\nPING\r\n").getBytes(ISO_8859_1));
            ByteArrayOutputStream read = new ByteArrayOutputStream();
            for (int next = socket.getInputStream().read();
                    next >= 0;
                    next = socket.getInputStream().read()) {
                read.write(next);
                if (next == '\n' && read.toString(ISO_8859_1).endsWith("+PONG\r\n")) {
                    break;
                }
            }
            return read.toString(ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("asking port " + port, e);
        }
    }

    /** The value behind a name in a flat list of names and values; empty when it is not there. */
    static String value(String answer, String name) {
        String[] lines = answer.split("\r\n", -1);
        for (int i = 0; i + 2 < lines.length; i++) {
            if (lines[i].equals(name)) {
                return lines[i + 2];
            }
        }
        return "";
    }
}
