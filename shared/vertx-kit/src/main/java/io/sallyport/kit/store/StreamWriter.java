package io.sallyport.kit.store;

import io.sallyport.contract.settings.StoreConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import java.time.Duration;

/**
 * Appends to a stream in a Redis store, by a connection of its own, so that large entries hold up no other call. Every call
 * ends within the store's time, and fails with {@link StoreUnavailableException} when its fate is unknown: then it may be
 * repeated, and the entry is there once all the same. Safe from any thread.
 */
public final class StreamWriter {
    /** For how long a repetition is known as one. */
    private static final Duration MARK_LIFE = Duration.ofDays(1);

    private final RedisLink link;
    private final String stream;
    private final String sender;

    private StreamWriter(RedisLink link, String stream, String sender) {
        this.link = link;
        this.stream = stream;
        this.sender = sender;
    }

    /**
     * Connects in the background.
     *
     * @param stream key of the stream
     * @param sender who numbers the entries, such as the instance of an edge
     */
    public static StreamWriter open(Vertx vertx, StoreConfig config, String stream, String sender) {
        RedisLink link = new RedisLink(vertx, config);
        link.open();
        return new StreamWriter(link, stream, sender);
    }

    /**
     * Appends an entry, unless the sender has appended its number, or a higher one, before.
     *
     * @param number ascending with each entry of this sender, from 1
     * @param weight how much it counts against the bound
     * @param bound  of all that waits
     */
    public Future<Appended> append(long number, int weight, Buffer entry, long bound) {
        Request request = Request.cmd(Command.EVAL)
                .arg(StreamScripts.APPEND)
                .arg(4)
                .arg(stream)
                .arg(StreamReader.waitingKey(stream))
                .arg(StreamReader.claimedKey(stream))
                .arg(stream + ":from:" + sender)
                .arg(number)
                .arg(weight)
                .arg(bound)
                .arg(MARK_LIFE.toMillis())
                .arg(entry);
        return link.call(request, () -> "append " + stream)
                .map(reply -> reply.toInteger() < 0 ? Appended.FULL : Appended.TAKEN);
    }

    public StoreState state() {
        return link.state();
    }

    public Future<Void> close() {
        return link.close();
    }
}
