package io.sallyport.kit.bus;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.LeaseNote;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The shared cache's messages between JVMs. They carry keys, heads and bodies, which as JSON would take a third more bytes
 * and several times the work.
 *
 * <p>Layout: one byte 1, the version; then the components in their order. Numbers have variable length, arrays and texts
 * their length in front, lists their count. An enumeration is written as the name of its constant.
 */
final class CacheForms {
    private static final int VERSION = 1;

    /** Field lines of a request are at most 100; twice that leaves room for what we add. */
    private static final int TEXTS_MAX = 1024;

    private CacheForms() {}

    static WireForm<CacheQuestion> question() {
        return form(
                "cache question",
                256,
                (message, out) -> {
                    out.writeBytes(message.key());
                    out.writeUnsigned(message.request().size());
                    message.request().forEach(out::writeWhole);
                    out.writeWhole(message.edge());
                    out.writeSigned(message.waiting());
                },
                in -> new CacheQuestion(in.readBytes(), texts(in), in.readWhole(), in.readSigned()));
    }

    static WireForm<CacheAnswer> answer() {
        return form(
                "cache answer",
                1024,
                (message, out) -> {
                    out.writeWhole(message.kind().name());
                    out.writeBytes(message.head());
                    out.writeBytes(message.body());
                    out.writeWhole(message.object());
                    out.writeSigned(message.length());
                    out.writeWhole(message.lease());
                    out.writeSigned(message.mark());
                },
                in -> new CacheAnswer(
                        CacheAnswer.Kind.valueOf(in.readWhole()),
                        in.readBytes(),
                        in.readBytes(),
                        in.readWhole(),
                        in.readSigned(),
                        in.readWhole(),
                        in.readSigned()));
    }

    static WireForm<CacheFill> fill() {
        return form(
                "cache fill",
                1024,
                (message, out) -> {
                    out.writeBytes(message.key());
                    out.writeBytes(message.head());
                    out.writeBytes(message.body());
                    out.writeWhole(message.object());
                    out.writeSigned(message.length());
                    out.writeWhole(message.lease());
                    out.writeSigned(message.mark());
                },
                in -> new CacheFill(
                        in.readBytes(),
                        in.readBytes(),
                        in.readBytes(),
                        in.readWhole(),
                        in.readSigned(),
                        in.readWhole(),
                        in.readSigned()));
    }

    static WireForm<Chunk> chunk() {
        return form(
                "chunk",
                128,
                (message, out) -> {
                    out.writeWhole(message.object());
                    out.writeSigned(message.index());
                    out.writeBytes(message.bytes());
                },
                in -> new Chunk(in.readWhole(), (int) in.readSigned(), in.readBytes()));
    }

    static WireForm<ChunkQuestion> chunkQuestion() {
        return form(
                "chunk question",
                128,
                (message, out) -> {
                    out.writeBytes(message.key());
                    out.writeWhole(message.object());
                    out.writeSigned(message.index());
                },
                in -> new ChunkQuestion(in.readBytes(), in.readWhole(), (int) in.readSigned()));
    }

    static WireForm<LeaseNote> note() {
        return form(
                "lease note",
                128,
                (message, out) -> {
                    out.writeBytes(message.key());
                    out.writeWhole(message.lease());
                    out.writeWhole(message.state().name());
                },
                in -> new LeaseNote(in.readBytes(), in.readWhole(), LeaseNote.State.valueOf(in.readWhole())));
    }

    private static List<String> texts(WireReader in) {
        int count = in.readCount(TEXTS_MAX);
        List<String> texts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            texts.add(in.readWhole());
        }
        return texts;
    }

    private static <T> WireForm<T> form(
            String what, int usualBytes, BiConsumer<T, WireWriter> write, Function<WireReader, T> read) {
        return new WireForm<>() {
            @Override
            public Buffer encode(T message) {
                WireWriter out = new WireWriter(usualBytes);
                out.writeByte(VERSION);
                write.accept(message, out);
                return out.bytes();
            }

            @Override
            public T decode(Buffer bytes) {
                WireReader in = new WireReader(what, bytes);
                in.expectVersion(VERSION);
                T message = read.apply(in);
                in.expectEnd();
                return message;
            }
        };
    }
}
