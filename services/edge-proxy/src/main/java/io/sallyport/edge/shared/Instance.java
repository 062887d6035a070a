package io.sallyport.edge.shared;

import io.sallyport.contract.Addresses;
import java.nio.charset.StandardCharsets;

/** One instance of cache-service as one loop knows it: where it listens, and how it has answered. Owner: the loop's thread. */
final class Instance {
    private final String name;
    private final long hash;
    private final String ask;
    private final String fill;
    private final String chunkAsk;
    private final String chunkPut;
    private final String lease;
    private final Breaker breaker = new Breaker();
    private long heard;

    Instance(String name) {
        this.name = name;
        this.hash = Rendezvous.hash(name.getBytes(StandardCharsets.UTF_8));
        this.ask = Addresses.of(Addresses.CACHE_ASK, name);
        this.fill = Addresses.of(Addresses.CACHE_FILL, name);
        this.chunkAsk = Addresses.of(Addresses.CACHE_CHUNK_ASK, name);
        this.chunkPut = Addresses.of(Addresses.CACHE_CHUNK_PUT, name);
        this.lease = Addresses.of(Addresses.CACHE_LEASE, name);
    }

    String name() {
        return name;
    }

    long weight(long key) {
        return Rendezvous.weight(key, hash);
    }

    String ask() {
        return ask;
    }

    String fill() {
        return fill;
    }

    String chunkAsk() {
        return chunkAsk;
    }

    String chunkPut() {
        return chunkPut;
    }

    String lease() {
        return lease;
    }

    Breaker breaker() {
        return breaker;
    }

    /** When it last answered anything, in monotonic nanoseconds. */
    long heard() {
        return heard;
    }

    void heard(long now) {
        heard = now;
    }
}
