package io.sallyport.edge.netty.relay;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetSocket;

/**
 * A stream of a connection that others use too. Whether the stream is gone comes by the exchange, and so does its reset.
 */
final class StreamEnd extends TunnelEnd {
    private final NetSocket socket;
    private boolean inputEnded;
    private boolean outputEnded;
    private boolean closing;
    private boolean closed;

    StreamEnd(NetSocket socket) {
        this.socket = socket;
    }

    @Override
    void open() {
        socket.exceptionHandler(failure -> broke());
        socket.endHandler(end -> inputEnds());
        socket.drainHandler(drained -> out().next());
        socket.handler(piece -> {
            in().received(Ends.bytes(piece));
            in().pieceComplete();
        });
        in().pieceComplete();
    }

    private void broke() {
        if (!closing) {
            relay().broke(this);
        }
    }

    private void inputEnds() {
        if (!inputEnded) {
            inputEnded = true;
            in().ended();
        }
    }

    @Override
    void read() {
        socket.fetch(1);
    }

    @Override
    void write(ByteBuf piece) {
        try {
            if (!closing) {
                socket.write(Buffer.buffer(ByteBufUtil.getBytes(piece)));
            }
        } finally {
            piece.release();
        }
    }

    @Override
    void flush() {
        // Each write is sent by itself.
    }

    @Override
    boolean isWritable() {
        return !socket.writeQueueFull();
    }

    @Override
    long pending() {
        return 0;
    }

    @Override
    void endOutput() {
        outputEnded = true;
        socket.end().onComplete(ended -> {
            if (ended.succeeded()) {
                out().outputEnded();
            }
        });
    }

    @Override
    void close() {
        if (!closing) {
            closing = true;
            letThrough();
            finish();
        }
    }

    /** To nobody: a paused stream would never free what it holds. */
    private void letThrough() {
        if (!inputEnded) {
            socket.resume();
        }
    }

    private void finish() {
        if (outputEnded) {
            closed = true;
        } else {
            outputEnded = true;
            socket.end().onComplete(ended -> closed = true);
        }
    }

    /** Whoever owns the exchange resets the stream, where it is not over. */
    @Override
    void abort() {
        if (!closed) {
            if (!closing) {
                letThrough();
            }
            closing = true;
            closed = true;
        }
    }

    @Override
    boolean isClosed() {
        return closed;
    }
}
