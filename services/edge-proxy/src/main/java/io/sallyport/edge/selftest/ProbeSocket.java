package io.sallyport.edge.selftest;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.NetSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** One connection of a probe: sends bytes as told, waits for what is wanted, for a bounded time. Owner: the run's context. */
final class ProbeSocket {
    private static final long ANSWER_MILLIS = 3000;

    private final Vertx vertx;
    private final NetSocket socket;
    private final String client;
    private Buffer read = Buffer.buffer();
    private Promise<Buffer> waiting;
    private IntSupplier wanted;
    private boolean closed;

    /** @param client the address that the proxy knows us by */
    ProbeSocket(Vertx vertx, NetSocket socket, String client) {
        this.vertx = vertx;
        this.socket = socket;
        this.client = client;
        socket.exceptionHandler(failure -> {}); // a reset is told as a close
        socket.closeHandler(end -> {
            closed = true;
            look();
        });
        socket.handler(piece -> {
            read.appendBuffer(piece);
            look();
        });
    }

    String client() {
        return client;
    }

    void write(String text) {
        socket.write(Buffer.buffer(text.getBytes(StandardCharsets.ISO_8859_1)));
    }

    void write(Buffer bytes) {
        socket.write(bytes);
    }

    /** Exactly that many bytes; fails when they do not come. */
    Future<Buffer> bytes(int count) {
        return until(() -> read.length() >= count ? count : -1);
    }

    /** The head of an answer and its body, or the head alone if there is none. */
    Future<String> answer(boolean bodiless) {
        return until(() -> end(bodiless)).map(bytes -> bytes.toString(StandardCharsets.ISO_8859_1));
    }

    private int end(boolean bodiless) {
        String text = read.toString(StandardCharsets.ISO_8859_1);
        int head = text.indexOf("\r\n\r\n") + 4;
        if (head < 4) {
            return -1;
        }
        int end =
                bodiless && text.startsWith("2", text.indexOf(' ') + 1) ? head : head + length(text.substring(0, head));
        return text.length() >= end ? end : -1;
    }

    private static int length(String head) {
        for (String line : head.toLowerCase(Locale.ROOT).split("\r\n", -1)) {
            if (line.startsWith("content-length:")) {
                return Integer.parseInt(
                        line.substring("content-length:".length()).strip());
            }
        }
        return 0;
    }

    private Future<Buffer> until(IntSupplier complete) {
        Promise<Buffer> promise = Promise.promise();
        waiting = promise;
        wanted = complete;
        long timer = vertx.setTimer(ANSWER_MILLIS, late -> promise.tryFail("no answer in time"));
        look();
        return promise.future().onComplete(over -> vertx.cancelTimer(timer));
    }

    private void look() {
        if (waiting == null || waiting.future().isComplete()) {
            return;
        }
        int end = wanted.getAsInt();
        if (end >= 0) {
            Buffer found = read.getBuffer(0, end);
            read = read.getBuffer(end, read.length());
            waiting.complete(found);
        } else if (closed) {
            waiting.fail("the connection was closed");
        }
    }

    /** Goes on by TLS, trusting anything. */
    Future<Void> secure(String name) {
        ClientSSLOptions tls = new ClientSSLOptions()
                .setTrustAll(true)
                .setHostnameVerificationAlgorithm("")
                .setApplicationLayerProtocols(List.of("http/1.1"));
        return socket.upgradeToSsl(tls, name);
    }

    void close() {
        socket.close();
    }
}
