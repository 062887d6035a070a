package io.sallyport.faults.stack;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.util.concurrent.TimeUnit;

/** Orders to a Redis, past every relay. */
public record RedisCommands(int port) {
    /** @return the first line of its answer */
    public String send(String order) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout((int) TimeUnit.SECONDS.toMillis(20));
            socket.getOutputStream().write((order + "\r\n").getBytes(US_ASCII));
            String answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), US_ASCII)).readLine();
            if (answer == null || answer.startsWith("-")) {
                throw new AssertionError(order + ": " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(order, e);
        }
    }
}
