package io.sallyport.policy.records;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.RecordsAnswer;
import io.sallyport.contract.log.RecordsQuestion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.BooleanSupplier;

/** One reading: collectors one after the other, and of each one page at a time. Owner: the context it was begun on. */
final class RecordReading {
    private static final int PAGE = 2000;
    private static final long PATIENCE_MILLIS = 5000;

    private final Vertx vertx;
    private final RecordQuery query;
    private final RecordSource.Sink sink;
    private final BooleanSupplier stopped;
    private final List<String> collectors;
    private final List<String> missing = new ArrayList<>();
    private long before;
    private long lookedAt;
    private long oldest;
    private boolean cut;

    RecordReading(
            Vertx vertx, RecordQuery query, List<String> collectors, RecordSource.Sink sink, BooleanSupplier stopped) {
        this.vertx = vertx;
        this.query = query;
        this.collectors = List.copyOf(collectors);
        this.sink = sink;
        this.stopped = stopped;
    }

    Future<Coverage> run() {
        return next(new ArrayDeque<>(collectors)).map(done -> coverage());
    }

    private Coverage coverage() {
        boolean complete = !cut && missing.isEmpty();
        return new Coverage(collectors, missing, lookedAt, Coverage.instant(oldest), complete);
    }

    private Future<Void> next(Deque<String> rest) {
        String collector = rest.poll();
        if (collector == null) {
            return Future.succeededFuture();
        }
        RecordsQuestion first = new RecordsQuestion(
                query.last() == 0 ? 0 : -query.last(),
                query.sinceMicros(),
                query.untilMicros(),
                query.reportedOnly(),
                PAGE);
        return page(collector, first, -1).compose(done -> {
            before = lookedAt;
            return next(rest);
        });
    }

    /** @param start where the first page began; -1 before it */
    private Future<Void> page(String collector, RecordsQuestion question, long start) {
        if (stopped.getAsBoolean()) {
            cut = true;
            return Future.succeededFuture();
        }
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE_MILLIS);
        return vertx.eventBus()
                .<RecordsAnswer>request(Addresses.of(Addresses.ACCESS_RECORDS, collector), question, options)
                .map(Message::body)
                .otherwise(silent -> {
                    missing.add(collector);
                    return null;
                })
                .compose(answer -> answer == null
                        ? Future.succeededFuture()
                        : take(collector, question, answer, start < 0 ? answer.begin() : start));
    }

    /** What the ring has overwritten meanwhile is not looked at, so the position tells how far the reading is. */
    private Future<Void> take(String collector, RecordsQuestion question, RecordsAnswer answer, long start) {
        lookedAt = before + answer.next() - start;
        oldest = oldest == 0 ? answer.oldestMicros() : Math.min(oldest, answer.oldestMicros());
        long total = before + answer.end() - start;
        List<AccessRecord> records = answer.records();
        boolean last = answer.next() >= answer.end() || answer.next() == answer.begin();
        return sink.take(records, lookedAt, total)
                .compose(taken -> last ? Future.succeededFuture() : page(collector, question.after(answer), start));
    }
}
