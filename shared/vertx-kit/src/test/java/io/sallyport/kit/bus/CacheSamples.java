package io.sallyport.kit.bus;

import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One full example of each message of the shared cache. */
final class CacheSamples {
    private CacheSamples() {}

    static CacheQuestion question() {
        return new CacheQuestion(
                bytes("key ä"), List.of("host", "shop.example", "accept-language", "de, en"), "edge-1", 10_000);
    }

    static CacheAnswer answer() {
        return new CacheAnswer(
                CacheAnswer.Kind.FOUND, bytes("head"), bytes("body"), "0b0f5f3e", 5_000_000_000L, "lease-1", 42);
    }

    static CacheFill fill() {
        return new CacheFill(bytes("key ä"), bytes("head"), bytes("body"), "0b0f5f3e", 4, "lease-1", 42);
    }

    static FillAnswer filled() {
        return new FillAnswer(true);
    }

    static Chunk chunk() {
        return new Chunk("0b0f5f3e", 3, new byte[] {0, -1, 127});
    }

    static ChunkQuestion chunkQuestion() {
        return new ChunkQuestion(bytes("key ä"), "0b0f5f3e", 3);
    }

    static LeaseNote note() {
        return new LeaseNote(bytes("key ä"), "lease-1", LeaseNote.State.UNDER_WAY);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
