package io.sallyport.kit.store;

import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.settings.StoreConfig;
import io.sallyport.kit.redis.RedisWay;
import io.sallyport.kit.redis.RedisWays;
import io.sallyport.kit.seal.DocumentSeal;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A Redis or Valkey server. Comparing and writing happen in one script on the server, so that two instances cannot
 * both win. Documents lie there with a sum, which callers do not see: one that does not match is read again, and what matches at
 * no time is not handed out as a document.
 */
final class RedisStore implements Store {
    private static final String IF_THERE =
            "local there = redis.call('GET', KEYS[1]) if there ~= ARGV[1] and there ~= ARGV[2] then return 0 end";
    private static final String REPLACE = IF_THERE
            + " if ARGV[4] == '0' then redis.call('SET', KEYS[1], ARGV[3])"
            + " else redis.call('SET', KEYS[1], ARGV[3], 'PX', ARGV[4]) end return 1";
    private static final String REMOVE = IF_THERE + " return redis.call('DEL', KEYS[1])";
    private static final String RENEW = "local there = 0 for i = 1, #KEYS do"
            + " there = there + redis.call('PEXPIRE', KEYS[i], ARGV[1]) end return there";
    /**
     * The bucket is one number, the microsecond at which it is full again, by the server's clock; the key ends then.
     * Doubles tell microseconds apart until the year 2255.
     */
    private static final String CLAIM = "local t = redis.call('TIME') local now = t[1] * 1000000 + t[2]"
            + " local token = tonumber(ARGV[1]) local full = tonumber(ARGV[2])"
            + " local debt = math.max(0, (tonumber(redis.call('GET', KEYS[1]) or 0)) - now)"
            + " local room = math.max(0, math.floor((full - debt) / token + 0.000001))"
            + " local granted = math.min(tonumber(ARGV[3]), room) local after = debt + granted * token"
            + " if granted > 0 then redis.call('SET', KEYS[1], string.format('%.3f', now + after),"
            + " 'PX', math.ceil(after / 1000) + 1) end"
            + " return {granted, room - granted, math.ceil(granted > 0 and 0 or debt + token - full), math.ceil(after)}";

    private static final Logger LOG = LoggerFactory.getLogger(RedisStore.class);
    private static final int SCAN_COUNT = 1000;

    /** How often a value is read that comes with wrong bits. */
    private static final int READINGS = 4;

    /** Keys of different slots that are under way together. */
    private static final int TOGETHER = 128;

    private final RedisCalls calls;
    private final Duration timeout;
    private final ServerAdvice advice;
    private final LongAdder damaged = new LongAdder();

    RedisStore(Vertx vertx, StoreConfig config, Path folder) {
        this.timeout = config.timeout();
        this.calls = new RedisCalls(RedisWays.open(vertx, config, folder));
        this.advice = ServerAdvice.follow(vertx, calls);
    }

    @Override
    public Future<Optional<Buffer>> get(String key) {
        Future<Optional<Buffer>> found = lying(key);
        if (!StoreKeys.isDocument(key)) {
            return found;
        }
        long end = System.nanoTime() + timeout.toNanos();
        return found.compose(lying -> lying.isEmpty() ? found : opened(key, lying.get(), READINGS - 1, end));
    }

    /**
     * Where wrong bits come from is told by reading again. The same twice lies there so: nobody can read it, and who writes may
     * replace it. What never comes right comes by a connection that is not worth keeping, be it that it gives us answers to other
     * calls.
     *
     * @param more readings that are left
     * @param end  of the call's time, in nanoseconds
     */
    private Future<Optional<Buffer>> opened(String key, Buffer lying, int more, long end) {
        Optional<Buffer> document = DocumentSeal.open(key, lying);
        if (document.isPresent()) {
            return Future.succeededFuture(document);
        }
        countDamage(key);
        Future<Optional<Buffer>> reading = more > 1 ? lying(key) : read(key, found -> requireWhole(key, found));
        return within(end - System.nanoTime(), reading, "get " + key).compose(again -> {
            boolean over = again.isEmpty() || again.get().equals(lying);
            return over
                    ? Future.succeededFuture(again.map(DocumentSeal::unreadable))
                    : opened(key, again.get(), more - 1, end);
        });
    }

    private void countDamage(String key) {
        damaged.increment();
        LOG.warn("redis: {} came with wrong bits", key);
    }

    private Buffer requireWhole(String key, Buffer lying) {
        if (DocumentSeal.open(key, lying).isEmpty()) {
            countDamage(key);
            throw new IllegalArgumentException(
                    key + ": found wrong bits " + READINGS + " times, allowed: the right ones");
        }
        return lying;
    }

    private static <T> Future<T> within(long nanos, Future<T> call, String what) {
        return call.timeout(Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos)), TimeUnit.MILLISECONDS)
                .recover(failure -> Future.failedFuture(
                        failure instanceof StoreUnavailableException
                                ? failure
                                : new StoreUnavailableException("redis: " + what + ": too slow", failure)));
    }

    private Future<Optional<Buffer>> lying(String key) {
        return read(key, found -> found);
    }

    private Future<Optional<Buffer>> read(String key, UnaryOperator<Buffer> checked) {
        return call(
                Request.cmd(Command.GET).arg(key),
                "get",
                key,
                reply -> Optional.ofNullable(reply).map(Response::toBuffer).map(checked));
    }

    @Override
    public Future<Void> put(String key, Buffer value) {
        return call(Request.cmd(Command.SET).arg(key).arg(sealed(key, value)), "put", key, RedisStore::nothing);
    }

    @Override
    public Future<Void> put(String key, Buffer value, Duration life) {
        Request request = Request.cmd(Command.SET).arg(key).arg(sealed(key, value));
        return call(mortal(request, life), "put", key, RedisStore::nothing);
    }

    @Override
    public Future<Boolean> putIfAbsent(String key, Buffer value, Duration life) {
        Request request =
                Request.cmd(Command.SET).arg(key).arg(sealed(key, value)).arg("NX");
        return call(mortal(request, life), "putIfAbsent", key, reply -> reply != null);
    }

    @Override
    public Future<Boolean> replace(String key, Buffer expected, Buffer value, Duration life) {
        Request request =
                expecting(REPLACE, key, expected).arg(sealed(key, value)).arg(life.equals(FOREVER) ? 0 : millis(life));
        return call(request, "replace", key, RedisStore::isOne);
    }

    @Override
    public Future<Boolean> remove(String key, Buffer expected) {
        return call(expecting(REMOVE, key, expected), "remove", key, RedisStore::isOne);
    }

    @Override
    public Future<Void> delete(String key) {
        return call(Request.cmd(Command.DEL).arg(key), "delete", key, RedisStore::nothing);
    }

    @Override
    public Future<Integer> renew(List<String> keys, Duration life) {
        if (calls.isCluster()) {
            return each(keys, 0, key -> Request.cmd(Command.PEXPIRE).arg(key).arg(millis(life)), "renew");
        }
        if (keys.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Request request = Request.cmd(Command.EVAL).arg(RENEW).arg(keys.size());
        keys.forEach(request::arg);
        return call(request.arg(millis(life)), "renew", keys.get(0), Response::toInteger);
    }

    @Override
    public Future<Integer> touch(List<String> keys) {
        if (calls.isCluster()) {
            return each(keys, 0, key -> Request.cmd(Command.TOUCH).arg(key), "touch");
        }
        if (keys.isEmpty()) {
            return Future.succeededFuture(0);
        }
        Request request = Request.cmd(Command.TOUCH);
        keys.forEach(request::arg);
        return call(request, "touch", keys.get(0), Response::toInteger);
    }

    /** Keys of a cluster lie anywhere, so each has a call of its own; they go out together, as many as a link bears. */
    private Future<Integer> each(List<String> keys, int from, Function<String, Request> request, String verb) {
        if (from >= keys.size()) {
            return Future.succeededFuture(0);
        }
        int end = Math.min(keys.size(), from + TOGETHER);
        List<Future<Integer>> some = keys.subList(from, end).stream()
                .map(key -> call(request.apply(key), verb, key, Response::toInteger))
                .toList();
        return Future.all(some)
                .map(all -> some.stream().mapToInt(Future::result).sum())
                .compose(there -> each(keys, end, request, verb).map(more -> there + more));
    }

    @Override
    public Future<Long> increment(String key) {
        return call(Request.cmd(Command.INCR).arg(key), "increment", key, Response::toLong);
    }

    @Override
    public Future<Claim> claim(String key, long tokenNanos, long fullNanos, int wanted) {
        Request request = script(CLAIM, key)
                .arg(micros(tokenNanos))
                .arg(micros(fullNanos))
                .arg(wanted);
        return call(
                request,
                "claim",
                key,
                reply -> new Claim(
                        reply.get(0).toInteger(),
                        reply.get(1).toLong(),
                        reply.get(2).toLong() * 1000,
                        reply.get(3).toLong() * 1000));
    }

    private static String micros(long nanos) {
        return BigDecimal.valueOf(nanos, 3).toPlainString();
    }

    @Override
    public Future<List<String>> keys(String prefix) {
        Set<String> found = new LinkedHashSet<>();
        Future<List<String>> all = calls.primaries()
                .compose(servers -> Future.all(servers.stream()
                        .map(server -> scan(server, "0", RedisGlob.literal(prefix) + "*", found))
                        .toList()))
                .map(scanned -> (List<String>) new ArrayList<>(found));
        return within(timeout.toNanos(), all, "keys " + prefix);
    }

    @Override
    public StoreState state() {
        return calls.state(advice.lines());
    }

    @Override
    public StoreFigures figures() {
        return calls.figures(damaged.sum());
    }

    @Override
    public Future<Void> close() {
        advice.close();
        return calls.close();
    }

    private record Page(String next, List<String> keys) {}

    private Future<Void> scan(RedisWay.Server server, String cursor, String pattern, Set<String> found) {
        Request request = Request.cmd(Command.SCAN)
                .arg(cursor)
                .arg("MATCH")
                .arg(pattern)
                .arg("COUNT")
                .arg(SCAN_COUNT);
        return calls.call(server, request, () -> "keys " + pattern, RedisStore::page)
                .compose(page -> {
                    found.addAll(page.keys());
                    return page.next().equals("0")
                            ? Future.succeededFuture()
                            : scan(server, page.next(), pattern, found);
                });
    }

    private static Page page(Response reply) {
        List<String> keys = new ArrayList<>();
        reply.get(1).forEach(key -> keys.add(key.toString()));
        return new Page(reply.get(0).toString(), keys);
    }

    private <T> Future<T> call(Request request, String verb, String key, Function<Response, T> reading) {
        return calls.call(key, request, () -> verb + " " + key, reading);
    }

    private static Void nothing(Response reply) {
        return null;
    }

    /** A copy of the caller's value, as it is to lie there. */
    private static Buffer sealed(String key, Buffer value) {
        Buffer lying = StoreKeys.isDocument(key) ? DocumentSeal.seal(key, value) : value;
        return lying == value ? value.copy() : lying;
    }

    private static Request expecting(String text, String key, Buffer expected) {
        Request request = script(text, key);
        List<Buffer> either =
                StoreKeys.isDocument(key) ? DocumentSeal.lying(key, expected) : List.of(expected, expected);
        either.forEach(lying -> request.arg(lying.copy()));
        return request;
    }

    private static Request script(String text, String key) {
        return Request.cmd(Command.EVAL).arg(text).arg(1).arg(key);
    }

    private static Request mortal(Request request, Duration life) {
        return life.equals(FOREVER) ? request : request.arg("PX").arg(millis(life));
    }

    private static boolean isOne(Response reply) {
        return reply.toLong() == 1;
    }

    private static long millis(Duration life) {
        return Math.max(1, life.toMillis());
    }
}
