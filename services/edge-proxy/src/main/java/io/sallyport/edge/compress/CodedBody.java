package io.sallyport.edge.compress;

import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.edge.answer.BodyTransform;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** One body that is compressed while it passes. Owner: the loop's thread. */
final class CodedBody implements BodyTransform {
    private final Compressor compressor;
    private final OutputStream coder;
    private final ByteArrayOutputStream coded = new ByteArrayOutputStream(1024);
    private final boolean streaming;
    private boolean pending;

    /** @param streaming whether the client gets what there is whenever the origin pauses */
    CodedBody(Compressor compressor, Coding coding, boolean streaming) {
        this.compressor = compressor;
        this.streaming = streaming;
        try {
            this.coder = compressor.coders().open(coding, coded);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Buffer piece(Buffer in) {
        pending = true;
        write(in);
        return take();
    }

    private void write(Buffer in) {
        try {
            coder.write(in.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        compressor.took(in.length());
    }

    @Override
    public Buffer flush() {
        if (!pending) {
            return Buffer.buffer();
        }
        pending = false;
        try {
            coder.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return take();
    }

    @Override
    public boolean isStreaming() {
        return streaming;
    }

    @Override
    public Buffer end(Buffer last) {
        if (last != null) {
            write(last);
        }
        close();
        return take();
    }

    @Override
    public void cut() {
        close();
    }

    private void close() {
        compressor.closed();
        try {
            coder.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Buffer take() {
        Buffer out = Buffer.buffer(coded.toByteArray());
        coded.reset();
        compressor.gave(out.length());
        return out;
    }
}
