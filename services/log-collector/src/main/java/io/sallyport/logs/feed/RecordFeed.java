package io.sallyport.logs.feed;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.log.RecordsQuestion;
import io.sallyport.logs.archive.Archive;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;

/** Answers whoever asks for pages of records, one question at a time and off the event loops. */
public final class RecordFeed {
    private final Archive archive;
    private final WorkerExecutor worker;
    private final MessageConsumer<RecordsQuestion> questions;

    /** @param instance how this collector is called in the roster */
    public RecordFeed(Vertx vertx, Archive archive, String instance) {
        this.archive = archive;
        this.worker = vertx.createSharedWorkerExecutor("logs-feed", 1);
        this.questions = vertx.eventBus().consumer(Addresses.of(Addresses.ACCESS_RECORDS, instance));
    }

    /** Completes when questions reach it. */
    public Future<Void> open() {
        questions.handler(this::answer);
        return questions.completion();
    }

    private void answer(Message<RecordsQuestion> message) {
        worker.executeBlocking(() -> RecordPages.page(archive, message.body()), false)
                .onSuccess(message::reply)
                .onFailure(cause -> message.fail(500, "records cannot be read"));
    }

    public Future<Void> close() {
        return Future.join(questions.unregister(), worker.close()).mapEmpty();
    }
}
