package io.sallyport.kit.store;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.redis.RedisWays;
import io.sallyport.kit.seal.EntrySeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Appends to a stream in a Redis store, by a connection of its own, so that large entries hold up no other call. Every call
 * ends within the store's time, and fails with {@link StoreUnavailableException} when its fate is unknown: then it may be
 * repeated, and the entry is there once all the same. Safe from any thread.
 */
public final class StreamWriter {
    /** For how long a repetition is known as one. */
    private static final Duration MARK_LIFE = Duration.ofDays(1);

    private final RedisCalls calls;
    private final StreamNames names;
    private final String sender;

    private StreamWriter(RedisCalls calls, StreamNames names, String sender) {
        this.calls = calls;
        this.names = names;
        this.sender = sender;
    }

    /**
     * Connects in the background.
     *
     * @param stream key of the stream
     * @param sender who numbers the entries, such as the instance of an edge
     */
    public static StreamWriter open(Vertx vertx, StoreConfig config, String stream, String sender) {
        return open(vertx, config, Path.of(""), stream, sender);
    }

    /** @param folder where relative names of files begin; read here, blocking */
    public static StreamWriter open(Vertx vertx, StoreConfig config, Path folder, String stream, String sender) {
        RedisCalls calls = new RedisCalls(RedisWays.open(vertx, config, folder));
        return new StreamWriter(calls, StreamNames.of(stream, calls.isCluster()), sender);
    }

    /**
     * Appends an entry with its seal, unless the sender has appended its number, or a higher one, before.
     *
     * @param number ascending with each entry of this sender, from 1
     * @param weight how much it counts against the bound
     * @param bound  of all that waits
     */
    public Future<Appended> append(long number, int weight, Buffer entry, long bound) {
        Request request = Request.cmd(Command.EVAL)
                .arg(StreamScripts.APPEND)
                .arg(4)
                .arg(names.stream())
                .arg(names.waiting())
                .arg(names.claimed())
                .arg(names.from(sender))
                .arg(number)
                .arg(weight)
                .arg(bound)
                .arg(MARK_LIFE.toMillis())
                .arg(entry)
                .arg(EntrySeal.of(entry));
        return calls.call(
                names.stream(), request, () -> "append " + names.stream(), reply -> appended(number, reply.toString()));
    }

    /** Takes nothing for the answer but one of the two: a record that counts as taken is forgotten here. */
    private static Appended appended(long number, String reply) {
        if (reply.equals(number + " taken")) {
            return Appended.TAKEN;
        }
        if (reply.equals(number + " full")) {
            return Appended.FULL;
        }
        throw new IllegalArgumentException("found " + reply + ", allowed: " + number + " taken or full");
    }

    public StoreState state() {
        return calls.state(List.of());
    }

    public Future<Void> close() {
        return calls.close();
    }
}
