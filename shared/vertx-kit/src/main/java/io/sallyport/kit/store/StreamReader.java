package io.sallyport.kit.store;

import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.redis.RedisWays;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One of the readers that share a stream in a Redis store: each entry goes to one of them, and stays that reader's until it
 * settles it or another one takes it over. Waiting for entries has a connection of its own. The group is made when it is not
 * there, from the oldest entry on. Every call ends within the store's time, {@link #next} within a second more, and fails with
 * {@link StoreUnavailableException}. Safe from any thread, but one {@link #next} at a time.
 */
public final class StreamReader {
    private static final Duration WAIT = Duration.ofSeconds(1);
    private static final int NOTES_MAX = 20_000;
    private static final Duration NOTES_LIFE = Duration.ofDays(30);

    private final String stream;
    private final StreamNames names;
    private final String group;
    private final String name;
    private final RedisCalls calls;
    private final RedisCalls waiting;

    private StreamReader(StreamNames names, String group, String name, RedisCalls calls, RedisCalls waiting) {
        this.stream = names.stream();
        this.names = names;
        this.group = group;
        this.name = name;
        this.calls = calls;
        this.waiting = waiting;
    }

    /**
     * Connects in the background.
     *
     * @param name of this reader in its group; whoever comes back under it finds what it had
     */
    public static StreamReader open(Vertx vertx, StoreConfig config, String stream, String group, String name) {
        return open(vertx, config, Path.of(""), stream, group, name);
    }

    /** @param folder where relative names of files begin; read here, blocking */
    public static StreamReader open(
            Vertx vertx, StoreConfig config, Path folder, String stream, String group, String name) {
        RedisCalls calls = new RedisCalls(RedisWays.open(vertx, config, folder));
        StoreConfig patient = config.within(config.timeout().plus(WAIT));
        RedisCalls waiting = new RedisCalls(RedisWays.open(vertx, patient, folder));
        return new StreamReader(StreamNames.of(stream, calls.isCluster()), group, name, calls, waiting);
    }

    /** Entries that nobody has had, as soon as there are any; none after a second. */
    public Future<List<StreamEntry>> next(int count) {
        return grouped(() -> waiting.call(stream, read(count, true, ">"), () -> "read " + stream, this::entries));
    }

    /** Entries behind an id that are this reader's and not settled. */
    public Future<List<StreamEntry>> own(String after, int count) {
        return grouped(() -> calls.call(stream, read(count, false, after), () -> "read own " + stream, this::entries));
    }

    /**
     * Says that entries are done: they leave the stream. Repeating it does no harm.
     *
     * @param weights by id, as they were appended
     * @return the ids of those that another reader has taken over, which are its to settle
     */
    public Future<List<String>> settle(Map<String, Integer> weights) {
        if (weights.isEmpty()) {
            return Future.succeededFuture(List.of());
        }
        return grouped(() -> {
            Request request = script(StreamScripts.SETTLE);
            weights.forEach((id, weight) -> request.arg(id).arg(weight));
            return calls.call(stream, request, () -> "settle " + stream, StreamReader::lost);
        });
    }

    /** Takes entries over that other readers have had for so long; completes with how many. They are {@link #own} then. */
    public Future<Integer> claim(Duration idle, int count) {
        return grouped(() -> calls.call(
                stream,
                script(StreamScripts.CLAIM)
                        .arg(idle.toMillis())
                        .arg(count)
                        .arg(NOTES_MAX)
                        .arg(NOTES_LIFE.toMillis()),
                () -> "claim " + stream,
                Response::toInteger));
    }

    /** Forgets readers that have nothing and were not heard for so long; completes with how many. */
    public Future<Integer> sweep(Duration idle) {
        return grouped(() -> calls.call(
                stream,
                script(StreamScripts.SWEEP).arg(idle.toMillis()),
                () -> "sweep " + stream,
                Response::toInteger));
    }

    /** How much waits, by weight, settled or not. */
    public Future<Long> weight() {
        return calls.call(
                names.waiting(),
                Request.cmd(Command.GET).arg(names.waiting()),
                () -> "weigh " + stream,
                reply -> reply == null ? 0 : reply.toLong());
    }

    public StoreState state() {
        return calls.state(List.of());
    }

    public Future<Void> close() {
        return Future.join(calls.close(), waiting.close()).mapEmpty();
    }

    private Request script(String text) {
        return Request.cmd(Command.EVAL)
                .arg(text)
                .arg(3)
                .arg(stream)
                .arg(names.waiting())
                .arg(names.claimed())
                .arg(group)
                .arg(name);
    }

    private Request read(int count, boolean wait, String from) {
        Request request = Request.cmd(Command.XREADGROUP)
                .arg("GROUP")
                .arg(group)
                .arg(name)
                .arg("COUNT")
                .arg(count);
        if (wait) {
            request.arg("BLOCK").arg(WAIT.toMillis());
        }
        return request.arg("STREAMS").arg(stream).arg(from);
    }

    /** Tries once more with a new group when there is none: at the first start, and on a server that has lost its data. */
    private <T> Future<T> grouped(Supplier<Future<T>> call) {
        return call.get()
                .recover(failure -> isWithoutGroup(failure)
                        ? createGroup().compose(created -> call.get())
                        : Future.failedFuture(failure));
    }

    private Future<Void> createGroup() {
        Request request = Request.cmd(Command.XGROUP)
                .arg("CREATE")
                .arg(stream)
                .arg(group)
                .arg("0")
                .arg("MKSTREAM");
        return calls.<Void>call(stream, request, () -> "group of " + stream, reply -> null)
                .recover(failure ->
                        says(failure, "BUSYGROUP") ? Future.succeededFuture() : Future.failedFuture(failure));
    }

    private static boolean isWithoutGroup(Throwable failure) {
        return says(failure, "NOGROUP");
    }

    private static boolean says(Throwable failure, String word) {
        return failure.getMessage() != null && failure.getMessage().contains(word);
    }

    /** The answer names the stream and its entries, as a map or as a list of pairs, by the version of the protocol. */
    private List<StreamEntry> entries(Response reply) {
        if (reply == null || reply.size() == 0) {
            return List.of();
        }
        Response list = reply.isMap() ? reply.get(stream) : reply.get(0).get(1);
        List<StreamEntry> entries = new ArrayList<>();
        for (Response entry : list) {
            entries.add(entry(entry.get(0).toString(), entry.get(1)));
        }
        return entries;
    }

    /** Of a release before seals, it has one field; when it has gone, the server has no list of fields for it. */
    private static StreamEntry entry(String id, @Nullable Response fields) {
        if (fields == null) {
            return new StreamEntry(id, Buffer.buffer(), "");
        }
        boolean named = fields.size() >= 2 && fields.get(0).toString().equals("e");
        if (named && fields.size() == 2) {
            return new StreamEntry(id, fields.get(1).toBuffer(), "");
        }
        if (named && fields.size() == 4 && fields.get(2).toString().equals("c")) {
            return new StreamEntry(id, fields.get(1).toBuffer(), fields.get(3).toString());
        }
        return new StreamEntry(id, Buffer.buffer(), StreamEntry.STRANGE);
    }

    private static List<String> lost(Response reply) {
        String ids = reply.get(0).toString();
        if (reply.size() != 2 || !reply.get(1).toString().equals(ids)) {
            throw new IllegalArgumentException("found two different answers, allowed: the same twice");
        }
        return ids.isEmpty() ? List.of() : List.of(ids.split(" "));
    }
}
