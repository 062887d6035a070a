package io.sallyport.faults.origin;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** What is wrong with an {@link Origin}; its health probes are answered as ever unless the fault is {@link #DEEP}. */
public enum Fault {
    NONE(null),
    RESET(answer -> Reply::reset),
    /** Closes in place of an answer. */
    CLOSE(answer -> Reply::close),
    HANG(answer -> Reply::hang),
    HANG_IN_BODY(answer -> reply -> reply.send(half(answer)).hang()),
    CLOSE_IN_BODY(answer -> reply -> reply.send(half(answer)).close()),
    RESET_IN_BODY(answer -> reply -> reply.send(half(answer)).reset()),
    /** A chunked answer without its last chunk. */
    CLOSE_IN_CHUNKS(answer -> reply -> reply.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nhalf\r\n")
            .close()),
    GARBAGE(answer -> reply ->
            reply.send("\u0016\u0003\u0001 this is not HTTP at all\r\n\r\n").close()),
    /** A body without a head, as of HTTP/0.9. */
    NO_HEAD(answer -> reply -> reply.send("<html>hello</html>\r\n").close()),
    BAD_CHUNKS(answer ->
            reply -> reply.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0x4\r\nhalf\r\n0\r\n\r\n")
                    .close()),
    TWO_LENGTHS(answer ->
            reply -> reply.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nContent-Length: 9\r\n\r\nhalfhalf9")),
    BOTH_FRAMINGS(answer ->
            reply -> reply.send("HTTP/1.1 200 OK\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")),
    HUGE_FIELD(answer -> reply -> reply.send("HTTP/1.1 200 OK\r\nX-Huge: " + "x".repeat(300_000) + "\r\n\r\n")
            .close()),
    MANY_FIELDS(answer -> reply -> reply.send("HTTP/1.1 200 OK\r\n" + "X-Many: y\r\n".repeat(50_000) + "\r\n")
            .close()),
    STATUS_500(answer -> reply -> reply.send("HTTP/1.1 500 Internal Server Error\r\nContent-Length: 0\r\n\r\n")),
    /** Answers five seconds late. */
    SLOW(answer -> reply -> {
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
        reply.send(answer);
    }),
    /** Answers, and closes the connection without having said so. */
    CLOSE_AFTER_ANSWER(answer -> reply -> reply.send(answer).close()),
    /** Every other request is reset. */
    FLAP(answer -> reply -> {
        if (reply.isOdd()) {
            reply.reset();
        } else {
            reply.send(answer);
        }
    }),
    /** Nothing is answered, probes neither. */
    DEEP(answer -> Reply::reset);

    /** What becomes of a good answer. */
    interface Manner {
        void answer(Reply reply) throws IOException;
    }

    private final Function<String, Manner> manner;

    Fault(Function<String, Manner> manner) {
        this.manner = manner;
    }

    void answer(String good, Reply reply) throws IOException {
        if (this == NONE) {
            reply.send(good);
        } else {
            manner.apply(good).answer(reply);
        }
    }

    private static String half(String answer) {
        int head = answer.indexOf("\r\n\r\n") + 4;
        return answer.substring(0, head + (answer.length() - head) / 2);
    }
}
