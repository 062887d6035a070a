package io.sallyport.edge.cache;

import io.sallyport.cache.engine.partial.Bytes;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/** Buffers that nobody writes to. */
final class BufferBytes implements Bytes<Buffer> {
    static final BufferBytes BUFFERS = new BufferBytes();

    private BufferBytes() {}

    @Override
    public Buffer view(Buffer whole, long from, long to) {
        return whole.slice((int) from, (int) to);
    }

    @Override
    public Buffer join(List<Buffer> pieces) {
        int length = 0;
        for (Buffer piece : pieces) {
            length += piece.length();
        }
        Buffer all = Buffer.buffer(length);
        pieces.forEach(all::appendBuffer);
        return all;
    }
}
