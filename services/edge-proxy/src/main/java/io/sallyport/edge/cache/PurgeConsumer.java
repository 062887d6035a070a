package io.sallyport.edge.cache;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.cache.PurgeCommand;
import io.sallyport.contract.cache.PurgeResult;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries purges out and says so on the bus. A command that comes again, because its answer was lost, is answered with
 * the first result and not carried out twice. Owner of the state: the consumer's context.
 */
public final class PurgeConsumer {
    private static final Logger LOG = LoggerFactory.getLogger(PurgeConsumer.class);
    private static final int REMEMBERED = 256;

    private final Vertx vertx;
    private final MemoryCache cache;
    private final Function<String, Set<CacheKey>> keys;
    private final String edge;
    private final MessageConsumer<PurgeCommand> consumer;
    private final Map<UUID, Future<PurgeResult>> results = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<UUID, Future<PurgeResult>> eldest) {
            return size() > REMEMBERED;
        }
    };

    private PurgeConsumer(Vertx vertx, MemoryCache cache, Function<String, Set<CacheKey>> keys, String edge) {
        this.vertx = vertx;
        this.cache = cache;
        this.keys = keys;
        this.edge = edge;
        this.consumer = vertx.eventBus().consumer(Addresses.CACHE_PURGE, message -> purge(message.body()));
    }

    /**
     * Completes when purges reach this edge.
     *
     * @param keys the keys, on no track in particular, under which the answers to a URL may lie
     * @param edge the instance name that the edge announces itself with
     */
    public static Future<PurgeConsumer> start(
            Vertx vertx, MemoryCache cache, Function<String, Set<CacheKey>> keys, String edge) {
        PurgeConsumer purges = new PurgeConsumer(vertx, cache, keys, edge);
        return purges.consumer.completion().map(purges);
    }

    public Future<Void> stop() {
        return consumer.unregister();
    }

    private void purge(PurgeCommand command) {
        results.computeIfAbsent(command.id(), id -> vertx.executeBlocking(() -> carryOut(command)))
                .onSuccess(result -> vertx.eventBus().publish(Addresses.CACHE_PURGED, result))
                .onFailure(failure -> LOG.error("purge {} was not carried out", command, failure));
    }

    private PurgeResult carryOut(PurgeCommand command) {
        long removed = switch (command.scope()) {
            case URL -> removeUrl(command.value());
            case PREFIX -> cache.removePrefix(command.value());
            case EVERYTHING -> cache.removeAll();
        };
        LOG.info("purge {} of {} {}: {} removed", command.id(), command.scope(), command.value(), removed);
        return new PurgeResult(command.id(), edge, removed);
    }

    private long removeUrl(String url) {
        return keys.apply(url).stream().mapToLong(cache::remove).sum();
    }
}
