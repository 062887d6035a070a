package io.sallyport.faults.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** The way back of one request. */
final class Reply {
    private final Socket socket;
    private final OutputStream out;
    private final long number;

    /** @param number of the request at its origin */
    Reply(Socket socket, long number) throws IOException {
        this.socket = socket;
        this.out = socket.getOutputStream();
        this.number = number;
    }

    boolean isOdd() {
        return number % 2 == 1;
    }

    Reply send(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
        out.flush();
        return this;
    }

    void close() throws IOException {
        socket.close();
    }

    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Says nothing until the other side ends the connection. */
    void hang() throws IOException {
        socket.setSoTimeout(0);
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        socket.close();
    }
}
