package io.sallyport.kit.bus;

import io.vertx.core.buffer.Buffer;

/** How a message is written between JVMs. */
interface WireForm<T> {
    Buffer encode(T message);

    /** The message; IllegalArgumentException when the bytes are not one. */
    T decode(Buffer bytes);

    /** The JSON form of a record. */
    static <T> WireForm<T> json(Class<T> type) {
        return new WireForm<>() {
            @Override
            public Buffer encode(T message) {
                return JsonCodec.bytes(message);
            }

            @Override
            public T decode(Buffer bytes) {
                return JsonCodec.parse(bytes, type);
            }
        };
    }
}
