package io.sallyport.logs.tail;

import io.sallyport.logs.query.TailQuery;
import io.sallyport.logs.record.Row;
import io.sallyport.logs.source.MergedRows;
import io.sallyport.logs.tail.TailQueue.Piece;
import io.sallyport.logs.write.JsonRows;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Sends one reader what arrives, as <a href="https://html.spec.whatwg.org/multipage/server-sent-events.html">server-sent
 * events</a>. Owner: the call's context; the queue may be filled by anybody.
 */
final class TailReader {
    private static final int PIECE = 200;
    private static final long KEEP_ALIVE_MILLIS = 10_000;

    private final Vertx vertx;
    private final Context context;
    private final HttpServerResponse response;
    private final WorkerExecutor writer;
    private final TailHub hub;
    private final TailQueue queue;
    private final boolean inner;
    private final AtomicBoolean woken = new AtomicBoolean();
    private final List<Runnable> onEnd = new ArrayList<>();
    private long keepAlive;
    private boolean busy = true;
    private boolean ended;

    TailReader(
            Vertx vertx,
            HttpServerResponse response,
            WorkerExecutor writer,
            TailHub hub,
            TailQuery query,
            boolean inner) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.response = response;
        this.writer = writer;
        this.hub = hub;
        this.inner = inner;
        this.queue = new TailQueue(query.filter(), this::wake);
    }

    TailQueue queue() {
        return queue;
    }

    /** To be run when the reader has gone. */
    void onEnd(Runnable action) {
        onEnd.add(action);
    }

    /** Whether there was room for it. */
    boolean begin() {
        if (!hub.begin(queue, inner)) {
            return false;
        }
        response.closeHandler(gone -> end());
        response.exceptionHandler(broken -> end());
        response.putHeader("Content-Type", "text/event-stream")
                .putHeader("Cache-Control", "no-store")
                .setChunked(true);
        // A first line lets the reader know at once that it is heard.
        response.write(": following\n\n");
        keepAlive = vertx.setPeriodic(KEEP_ALIVE_MILLIS, timer -> {
            if (!response.writeQueueFull()) {
                response.write(": still here\n\n");
            }
        });
        return true;
    }

    private void end() {
        if (!ended) {
            ended = true;
            hub.end(queue, inner);
            vertx.cancelTimer(keepAlive);
            onEnd.forEach(Runnable::run);
        }
    }

    /** Sends the newest of what was there before, the oldest of them first, and then what arrives. */
    void follow(MergedRows before, int last) {
        onEnd(before::stop);
        collect(before, last, new ArrayList<>());
    }

    private void collect(MergedRows before, int last, List<Row> rows) {
        before.next(last - rows.size())
                .onSuccess(found -> {
                    rows.addAll(found);
                    if (!found.isEmpty() && rows.size() < last) {
                        collect(before, last, rows);
                    } else {
                        Collections.reverse(rows);
                        rows.forEach(queue::remember);
                        send(new Piece(rows, 0));
                    }
                })
                .onFailure(cause -> {
                    event(
                            "error",
                            new JsonObject()
                                    .put("detail", "the records before cannot be read")
                                    .encode());
                    follow();
                });
    }

    /** Sends what arrives. */
    void follow() {
        busy = false;
        pump();
    }

    private void wake() {
        if (woken.compareAndSet(false, true)) {
            context.runOnContext(now -> {
                woken.set(false);
                pump();
            });
        }
    }

    private void pump() {
        if (busy || ended || queue.isEmpty()) {
            return;
        }
        busy = true;
        writer.executeBlocking(() -> queue.next(PIECE), false)
                .onSuccess(this::send)
                .onFailure(cause -> response.reset());
    }

    private void send(Piece piece) {
        if (ended) {
            return;
        }
        writer.executeBlocking(() -> text(piece), false).onComplete(text -> {
            if (ended) {
                return;
            }
            if (!piece.isEmpty() && text.succeeded()) {
                response.write(text.result());
            }
            if (piece.skipped() > 0) {
                hub.skipped().add(piece.skipped());
            }
            goOn();
        });
    }

    private void goOn() {
        if (response.writeQueueFull()) {
            response.drainHandler(room -> {
                response.drainHandler(null);
                follow();
            });
        } else {
            follow();
        }
    }

    private static String text(Piece piece) {
        StringBuilder text = new StringBuilder();
        for (Row row : piece.rows()) {
            text.append("event: record\ndata: ").append(JsonRows.line(row)).append("\n\n");
        }
        if (piece.skipped() > 0) {
            text.append("event: gap\ndata: {\"skipped\":")
                    .append(piece.skipped())
                    .append("}\n\n");
        }
        return text.toString();
    }

    /** Sends an event that is no record. */
    void event(String name, String data) {
        if (!ended) {
            response.write("event: " + name + "\ndata: " + data + "\n\n");
        }
    }
}
