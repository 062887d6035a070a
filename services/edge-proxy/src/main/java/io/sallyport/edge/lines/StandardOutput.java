package io.sallyport.edge.lines;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;

/** The process's standard output. When nobody reads it, writing waits, and the sink's buffer fills. */
final class StandardOutput implements LineTarget {
    private final FileOutputStream out = new FileOutputStream(FileDescriptor.out);

    @Override
    public void write(ByteBuffer lines) throws IOException {
        while (lines.hasRemaining()) {
            out.getChannel().write(lines);
        }
    }

    /** Others write there as well. */
    @Override
    public void close() {
        // nothing of ours to close
    }
}
