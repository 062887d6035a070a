package io.sallyport.kit.bus;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.MessageCodec;

/**
 * One immutable message: by reference inside a JVM, as a length and that many bytes between JVMs.
 *
 * @param <T> the exact class, which is how the bus finds the codec
 */
final class RecordCodec<T> implements MessageCodec<T, T> {
    private static final int LENGTH_BYTES = 4;

    private final Class<T> type;
    private final WireForm<T> form;

    RecordCodec(Class<T> type, WireForm<T> form) {
        this.type = type;
        this.form = form;
    }

    Class<T> type() {
        return type;
    }

    @Override
    public void encodeToWire(Buffer buffer, T message) {
        Buffer bytes = form.encode(message);
        buffer.appendInt(bytes.length()).appendBuffer(bytes);
    }

    @Override
    public T decodeFromWire(int position, Buffer buffer) {
        int length = buffer.getInt(position);
        int start = position + LENGTH_BYTES;
        if (length < 0 || length > buffer.length() - start) {
            throw new IllegalArgumentException(
                    name() + ": found a length of " + length + ", allowed: 0 to " + (buffer.length() - start));
        }
        return form.decode(buffer.getBuffer(start, start + length));
    }

    @Override
    public T transform(T message) {
        return message;
    }

    @Override
    public String name() {
        return "sallyport." + type.getSimpleName();
    }

    @Override
    public byte systemCodecID() {
        return -1;
    }
}
