package io.sallyport.policy.subscription;

import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.policy.compile.Digests;
import io.sallyport.policy.compile.ListText;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.ParsedNames;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Fetches a list, judges what came, and has it kept. Owner: the verticle's context. */
final class Fetcher {
    private static final Logger LOG = LoggerFactory.getLogger(Fetcher.class);
    private static final int BEGINNING_CHARS = 512;

    private final Vertx vertx;
    private final Clock clock;
    private final Keep keep;
    private final Metrics.Counter fetched;
    private final Metrics.Counter unchanged;
    private final Metrics.Counter held;
    private final Metrics.Counter failed;

    Fetcher(ServiceEnvironment environment, Keep keep, Metrics metrics) {
        this.vertx = environment.vertx();
        this.clock = environment.clock();
        this.keep = keep;
        this.fetched = counter(metrics, "fetched");
        this.unchanged = counter(metrics, "unchanged");
        this.held = counter(metrics, "held");
        this.failed = counter(metrics, "failed");
    }

    private static Metrics.Counter counter(Metrics metrics, String result) {
        return metrics.counter(
                "sallyport_list_fetches_total", "Fetches of subscribed lists, by result.", "result", result);
    }

    /** What was read of a text that may be taken. */
    private record Read(String digest, long names, long bytes) {}

    /** Completes when it is known what became of it, which is no failure in any case; with whether the text is another. */
    Future<Boolean> fetch(Subscription one, boolean accept) {
        Fetched before = one.known();
        boolean ask = !accept && one.file().isPresent();
        Path part = keep.folder().resolve(one.name() + ".part");
        return ListFetch.run(
                        vertx,
                        one.url(),
                        ask ? before : Fetched.NOTHING,
                        part,
                        one.document().maxSize().bytes())
                .compose(result -> result instanceof FetchResult.Text text
                        ? judge(one, text, part, accept)
                        : Future.succeededFuture(same(one)))
                .otherwise(failure -> {
                    failed.increment();
                    String why = reason(failure);
                    LOG.warn("list {}: not fetched from {}: {}", one.name(), one.url(), why);
                    one.known(one.known().failed(why));
                    return false;
                })
                .compose(news -> keepState(one, part).map(news));
    }

    private boolean same(Subscription one) {
        unchanged.increment();
        one.known(one.known().unchanged(clock.instant()));
        return false;
    }

    /** Not in turn with other work of this context, which may wait for a fetch. */
    private <T> Future<T> blocking(Callable<T> work) {
        return vertx.executeBlocking(work, false);
    }

    private static String reason(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isEmpty() ? failure.getClass().getSimpleName() : message;
    }

    private Future<Boolean> judge(Subscription one, FetchResult.Text text, Path part, boolean accept) {
        long before = one.known().names();
        String url = one.url();
        return blocking(() -> read(one, text, part, before, accept))
                .compose(read -> url.equals(one.url()) ? take(one, text, read, part) : Future.succeededFuture(false))
                .recover(failure -> {
                    if (!(failure instanceof HeldBackException)) {
                        return Future.failedFuture(failure);
                    }
                    held.increment();
                    LOG.warn("list {}: kept back what {} sent: {}", one.name(), one.url(), failure.getMessage());
                    one.known(one.known().heldBack(failure.getMessage(), clock.instant()));
                    return Future.succeededFuture(false);
                });
    }

    /** The text is not taken. */
    private static final class HeldBackException extends Exception {
        private static final long serialVersionUID = 1;

        HeldBackException(String reason) {
            super(reason);
        }
    }

    private static Read read(Subscription one, FetchResult.Text text, Path part, long before, boolean accept)
            throws IOException, HeldBackException {
        require(Judgement.ofBeginning(beginning(part), text.type()));
        ParsedNames parsed;
        try (Reader reader = ListText.open(part)) {
            parsed = NameListParser.parse(reader, one.document().format());
        }
        require(Judgement.ofNames(parsed, before, accept));
        try (InputStream bytes = Files.newInputStream(part)) {
            return new Read(Digests.sha256(bytes), parsed.names().size(), Files.size(part));
        }
    }

    private static void require(Judgement judgement) throws HeldBackException {
        if (judgement instanceof Judgement.HeldBack back) {
            throw new HeldBackException(back.reason());
        }
    }

    private static String beginning(Path part) throws IOException {
        try (Reader text = ListText.open(part)) {
            char[] start = new char[BEGINNING_CHARS];
            return new String(start, 0, Math.max(0, text.read(start)));
        }
    }

    private Future<Boolean> take(Subscription one, FetchResult.Text text, Read read, Path part) {
        Fetched before = one.known();
        Instant now = clock.instant();
        boolean news = one.file().isEmpty() || !read.digest().equals(before.digest());
        Fetched known = new Fetched(
                one.url(),
                read.digest(),
                read.names(),
                read.bytes(),
                text.etag(),
                text.lastModified(),
                news ? now : before.fetchedAt(),
                now,
                now,
                0,
                "",
                "");
        if (!news) {
            unchanged.increment();
            one.known(known);
            return Future.succeededFuture(false);
        }
        fetched.increment();
        return keep.take(one.name(), read.digest(), part).map(file -> {
            one.known(known);
            one.file(file);
            if (before.hasText() && !before.digest().equals(read.digest())) {
                keep.drop(one.name(), before.digest());
            }
            return true;
        });
    }

    private Future<Void> keepState(Subscription one, Path part) {
        Fetched known = one.known();
        double chance = ThreadLocalRandom.current().nextDouble();
        Fetched planned = known.next(
                clock.instant().plus(RefreshTimes.until(one.document().refresh(), known.failures(), chance)));
        one.known(planned);
        return blocking(() -> Files.deleteIfExists(part))
                .compose(deleted -> keep.write(one.name(), planned))
                .otherwise(failure -> {
                    LOG.warn("list {}: what is known of it is not kept: {}", one.name(), failure.getMessage());
                    return null;
                });
    }
}
