package io.sallyport.edge.shared;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** An instance of cache-service that says what a test wants, and remembers what it was told. Nothing said: silence. */
public final class FakeCacheService {
    public final String name;
    public final List<CacheQuestion> questions = new CopyOnWriteArrayList<>();
    public final List<CacheFill> fills = new CopyOnWriteArrayList<>();
    public final List<Chunk> chunks = new CopyOnWriteArrayList<>();
    public final List<ChunkQuestion> chunkQuestions = new CopyOnWriteArrayList<>();
    public final List<LeaseNote> notes = new CopyOnWriteArrayList<>();
    public volatile Function<CacheQuestion, Object> answer = question -> CacheAnswer.alone();
    public volatile Function<ChunkQuestion, Chunk> chunk =
            question -> new Chunk(question.object(), question.index(), new byte[0]);
    public volatile Function<Object, FillAnswer> kept = brought -> new FillAnswer(true);
    private final List<MessageConsumer<?>> consumers = new CopyOnWriteArrayList<>();

    public FakeCacheService(Vertx vertx, String name) throws Exception {
        this.name = name;
        consume(vertx, Addresses.CACHE_ASK, questions, question -> answer.apply((CacheQuestion) question));
        consume(vertx, Addresses.CACHE_FILL, fills, fill -> kept.apply(fill));
        consume(vertx, Addresses.CACHE_CHUNK_PUT, chunks, brought -> kept.apply(brought));
        consume(vertx, Addresses.CACHE_CHUNK_ASK, chunkQuestions, asked -> chunk.apply((ChunkQuestion) asked));
        consume(vertx, Addresses.CACHE_LEASE, notes, note -> null);
    }

    private <T> void consume(Vertx vertx, String address, List<T> seen, Function<Object, Object> answer)
            throws Exception {
        MessageConsumer<T> consumer =
                vertx.eventBus().consumer(Addresses.of(address, name), message -> told(message, seen, answer));
        consumers.add(consumer);
        consumer.completion().await(10, TimeUnit.SECONDS);
    }

    private static <T> void told(Message<T> message, List<T> seen, Function<Object, Object> answer) {
        seen.add(message.body());
        Object reply = answer.apply(message.body());
        if (reply != null) {
            message.reply(reply);
        }
    }

    /** Is there no more, as one that was killed and that the bus has noticed. */
    public void die() throws Exception {
        for (MessageConsumer<?> consumer : consumers) {
            consumer.unregister().await(10, TimeUnit.SECONDS);
        }
    }
}
