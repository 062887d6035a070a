package io.sallyport.logs.canary;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.canary.FiguresAnswer;
import io.sallyport.contract.canary.FiguresQuestion;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;

/** Answers whoever asks for the figures of canaries. */
public final class FiguresConsumer {
    private final Vertx vertx;
    private final CanaryBook book;
    private final String instance;
    private final MessageConsumer<FiguresQuestion> questions;

    /** @param instance how this collector is called in the roster */
    public FiguresConsumer(Vertx vertx, CanaryBook book, String instance) {
        this.vertx = vertx;
        this.book = book;
        this.instance = instance;
        this.questions = vertx.eventBus().consumer(Addresses.CANARY_FIGURES);
    }

    /** Completes when questions reach it. */
    public Future<Void> open() {
        questions.handler(message -> answer(message.body()));
        return questions.completion();
    }

    private void answer(FiguresQuestion question) {
        FiguresAnswer answer = new FiguresAnswer(
                question.id(),
                instance,
                question.routes().stream()
                        .map(wanted -> book.figures(wanted.route(), wanted.ageMillis()))
                        .toList());
        vertx.eventBus().publish(Addresses.CANARY_FIGURES_TOLD, answer);
    }

    public Future<Void> close() {
        return questions.unregister();
    }
}
