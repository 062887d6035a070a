package io.sallyport.policy.subscription;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.WriteStream;

/** A file that takes no more than it may hold; what was compressed counts as it comes out. Owner: the context of the fetch. */
final class BoundedFile implements WriteStream<Buffer> {
    private final AsyncFile file;
    private final long maxBytes;
    private final Promise<Void> broken = Promise.promise();
    private long bytes;
    private Future<Void> closed;

    BoundedFile(AsyncFile file, long maxBytes) {
        this.file = file;
        this.maxBytes = maxBytes;
    }

    /** Fails when more comes than the file may hold; never completes otherwise. */
    Future<Void> broken() {
        return broken.future();
    }

    @Override
    public Future<Void> write(Buffer data) {
        bytes += data.length();
        if (bytes > maxBytes) {
            broken.tryFail("more than " + maxBytes + " bytes");
            return broken.future();
        }
        return file.write(data);
    }

    /** Closes the file; once is enough. */
    @Override
    public Future<Void> end() {
        if (closed == null) {
            closed = file.close();
        }
        return closed;
    }

    @Override
    public WriteStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        file.exceptionHandler(handler);
        return this;
    }

    @Override
    public WriteStream<Buffer> setWriteQueueMaxSize(int maxSize) {
        file.setWriteQueueMaxSize(maxSize);
        return this;
    }

    @Override
    public boolean writeQueueFull() {
        return file.writeQueueFull();
    }

    @Override
    public WriteStream<Buffer> drainHandler(Handler<Void> handler) {
        file.drainHandler(handler);
        return this;
    }
}
