package io.sallyport.edge.lines;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Where lines go. Blocks; one thread at a time. */
interface LineTarget extends AutoCloseable {
    /** Writes whole lines: all of them, or as far as the target can, none. */
    void write(ByteBuffer lines) throws IOException;

    @Override
    void close() throws IOException;
}
