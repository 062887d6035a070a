package io.sallyport.edge.inspect;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.exit.ExitsQuestion;
import io.sallyport.contract.exit.ExitsReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.function.Supplier;

/** Answers, for this edge, how its ways out fare. */
public final class ExitsConsumer {
    private final MessageConsumer<ExitsQuestion> consumer;

    private ExitsConsumer(MessageConsumer<ExitsQuestion> consumer) {
        this.consumer = consumer;
    }

    /**
     * Completes when questions reach this edge.
     *
     * @param edge the instance's name
     */
    public static Future<ExitsConsumer> start(Vertx vertx, String edge, Supplier<ExitsReport> report) {
        MessageConsumer<ExitsQuestion> consumer = vertx.eventBus().consumer(Addresses.of(Addresses.EXITS, edge));
        consumer.handler(question -> question.reply(report.get()));
        return consumer.completion().map(new ExitsConsumer(consumer));
    }

    public Future<Void> stop() {
        return consumer.unregister();
    }
}
