package io.sallyport.logs.api;

import io.sallyport.logs.record.Row;
import io.sallyport.logs.source.Frame;
import io.sallyport.logs.source.MergedRows;
import io.sallyport.logs.write.JsonRows;
import io.sallyport.logs.write.RowWriter;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/**
 * Sends records as fast as the client takes them. Between one piece and the next it holds at most a page of each collector and
 * nothing of the archive; a client that takes nothing for half a minute, or goes away, ends it. Owner: the call's context.
 */
final class RecordAnswer {
    /** Records that are written at once. */
    static final int PIECE = 500;

    private static final long STILL_MILLIS = 30_000;

    private final Vertx vertx;
    private final RoutingContext context;
    private final HttpServerResponse response;
    private final MergedRows rows;
    private final RowWriter writer;
    private final WorkerExecutor writers;
    private final Promise<Void> sent = Promise.promise();

    RecordAnswer(Vertx vertx, RoutingContext context, MergedRows rows, RowWriter writer, WorkerExecutor writers) {
        this.vertx = vertx;
        this.context = context;
        this.response = context.response();
        this.rows = rows;
        this.writer = writer;
        this.writers = writers;
    }

    /** Completes when it has ended, whichever way. */
    Future<Void> send() {
        response.closeHandler(gone -> end());
        response.exceptionHandler(broken -> end());
        go();
        return sent.future();
    }

    private void end() {
        rows.stop();
        sent.tryComplete();
    }

    private void go() {
        rows.next(PIECE).onSuccess(this::take).onFailure(this::fail);
    }

    private void take(List<Row> piece) {
        if (sent.future().isComplete()) {
            return;
        }
        if (piece.isEmpty()) {
            finish();
            return;
        }
        writers.executeBlocking(() -> writer.rows(piece), false)
                .onSuccess(this::write)
                .onFailure(this::fail);
    }

    private void write(Buffer piece) {
        if (sent.future().isComplete()) {
            return;
        }
        begin();
        response.write(piece);
        if (!response.writeQueueFull()) {
            go();
            return;
        }
        long still = vertx.setTimer(STILL_MILLIS, timer -> response.reset());
        response.drainHandler(room -> {
            response.drainHandler(null);
            vertx.cancelTimer(still);
            go();
        });
    }

    private void begin() {
        if (!response.headWritten()) {
            response.putHeader("Content-Type", writer.type()).putHeader("Cache-Control", "no-store");
            List<String> missing = rows.coverage().missing();
            if (!missing.isEmpty()) {
                response.putHeader("Sallyport-Missing", String.join(", ", missing));
            }
            response.setChunked(true);
            response.write(writer.begin());
        }
    }

    private void finish() {
        begin();
        response.end(writer.end(frame())).onComplete(ended -> end());
    }

    /** After the head has gone an answer that is cut short must look like one. */
    private void fail(Throwable cause) {
        boolean begun = response.headWritten();
        Refusals.failed(context, cause);
        if (begun) {
            response.reset();
        }
        end();
    }

    private String frame() {
        Frame frame = rows.frame();
        JsonObject members = new JsonObject()
                .put("next", rows.cursor().map(Object::toString).orElse(null))
                .put("dropped", frame.dropped())
                .put("kept", frame.kept())
                .put(
                        "oldest",
                        frame.kept() == 0
                                ? null
                                : JsonRows.instant(frame.oldestMicros()).toString())
                .put("coverage", rows.coverage().json());
        String object = Json.encode(members);
        return object.substring(1, object.length() - 1);
    }
}
