package io.sallyport.edge.netty;

import io.netty.buffer.Unpooled;
import io.netty.util.internal.PlatformDependent;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.buffer.BufferInternal;
import java.lang.ref.Cleaner;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Puts bodies that are sent many times outside the heap, where the system takes them from without a copy. The collector
 * frees them; until it has, they count, and beyond the bound bodies stay on the heap: no allocation waits for the
 * collector. Thread-safe.
 */
public final class DirectBodies {
    /** A small body is copied faster than a second buffer is handed to the system. */
    private static final int LEAST = 16 * 1024;

    private final Cleaner cleaner = Cleaner.create();
    private final AtomicLong taken = new AtomicLong();
    private final long limit;

    /** @param wanted bytes in all; at most half of what the JVM may use so is taken, because sockets need some too */
    public DirectBodies(long wanted) {
        this.limit = Math.min(wanted, PlatformDependent.maxDirectMemory() / 2);
    }

    /** The same bytes, to be read only. */
    public Buffer place(Buffer body) {
        int length = body.length();
        if (length < LEAST || !take(length)) {
            return body;
        }
        ByteBuffer memory = ByteBuffer.allocateDirect(length);
        cleaner.register(memory, () -> taken.addAndGet(-length));
        memory.put(((BufferInternal) body).getByteBuf().nioBuffer()).flip();
        return BufferInternal.buffer(Unpooled.wrappedBuffer(memory));
    }

    private boolean take(int bytes) {
        if (taken.addAndGet(bytes) <= limit) {
            return true;
        }
        taken.addAndGet(-bytes);
        return false;
    }

    /** Bytes outside the heap, those included that the collector has still to free. */
    public long taken() {
        return taken.get();
    }
}
