package io.sallyport.demo;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A given number of bytes, produced as fast as they are taken. Owner: the context it was made for. */
final class ByteFountain implements ReadStream<Buffer> {
    private static final int CHUNK_BYTES = 32 << 10;
    private static final Buffer CHUNK =
            Buffer.buffer("The quick brown fox jumps over the lazy dog, again and again.\r\n"
                    .repeat(CHUNK_BYTES / 63 + 1)
                    .substring(0, CHUNK_BYTES)
                    .getBytes(StandardCharsets.US_ASCII));

    /** After so many chunks other connections of the event loop get their turn. */
    private static final int BURST = 16;

    private final Context context;
    private long left;
    private long demand = Long.MAX_VALUE;
    private boolean running;
    private boolean ended;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> endHandler;

    ByteFountain(Context context, long bytes) {
        this.context = context;
        this.left = bytes;
    }

    @Override
    public ByteFountain handler(@Nullable Handler<Buffer> handler) {
        this.handler = handler;
        schedule();
        return this;
    }

    @Override
    public ByteFountain endHandler(@Nullable Handler<Void> handler) {
        this.endHandler = handler;
        return this;
    }

    /** Nothing can go wrong here. */
    @Override
    public ByteFountain exceptionHandler(@Nullable Handler<Throwable> handler) {
        return this;
    }

    @Override
    public ByteFountain pause() {
        demand = 0;
        return this;
    }

    @Override
    public ByteFountain resume() {
        return fetch(Long.MAX_VALUE);
    }

    @Override
    public ByteFountain fetch(long amount) {
        demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
        schedule();
        return this;
    }

    private void schedule() {
        if (!running && !ended) {
            running = true;
            context.runOnContext(v -> run());
        }
    }

    private void run() {
        for (int i = 0; i < BURST && demand > 0 && left > 0 && handler != null; i++) {
            int size = (int) Math.min(left, CHUNK_BYTES);
            left -= size;
            demand -= demand == Long.MAX_VALUE ? 0 : 1;
            handler.handle(CHUNK.slice(0, size));
        }
        running = false;
        if (left == 0 && !ended) {
            ended = true;
            if (endHandler != null) {
                endHandler.handle(null);
            }
        } else if (demand > 0 && handler != null) {
            schedule();
        }
    }
}
