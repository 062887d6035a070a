package io.sallyport.cache.shared;

import io.sallyport.cache.flight.Flights;
import io.sallyport.cache.flight.Leases;
import io.sallyport.cache.flight.Waiter;
import io.sallyport.cache.record.Names;
import io.sallyport.cache.tier.Chunks;
import io.sallyport.cache.tier.GuardedStore;
import io.sallyport.cache.tier.MemoryTier;
import io.sallyport.cache.tier.Records;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.StoreKeys;
import io.sallyport.contract.cache.CacheAnswer;
import io.sallyport.contract.cache.CacheFill;
import io.sallyport.contract.cache.CacheQuestion;
import io.sallyport.contract.cache.Chunk;
import io.sallyport.contract.cache.ChunkQuestion;
import io.sallyport.contract.cache.FillAnswer;
import io.sallyport.contract.cache.LeaseNote;
import io.sallyport.contract.settings.CacheConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.sallyport.kit.store.Store;
import io.sallyport.kit.store.Stores;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The shared tier of one instance, from open to close: it listens under the instance's name. */
public final class SharedTier {
    private static final Logger LOG = LoggerFactory.getLogger(SharedTier.class);
    private static final FillAnswer NOT_KEPT = new FillAnswer(false);

    private final Vertx vertx;
    private final GuardedStore store;
    private final MemoryTier memory;
    private final Records records;
    private final Flights flights;
    private final SharedFigures figures;
    private final SharedCache cache;
    private final Fills fills;
    private final List<MessageConsumer<?>> consumers = new ArrayList<>();
    private final long sweeper;

    private SharedTier(ServiceEnvironment environment, Store opened, EntryCheck check, Metrics metrics) {
        CacheConfig config = environment.config().cache();
        LongSupplier nanos = System::nanoTime;
        this.vertx = environment.vertx();
        this.store = new GuardedStore(opened, nanos, metrics);
        this.memory = new MemoryTier(config.sharedMemory().bytes());
        this.records = new Records(store, memory, environment.clock(), nanos, metrics);
        this.figures = new SharedFigures(metrics);
        Chunks chunks = new Chunks(store, memory, records);
        SharedCache.Parts parts = new SharedCache.Parts(records, chunks, environment.clock(), nanos);
        this.flights = new Flights(store, config.lease(), this::look, nanos, metrics);
        this.cache = new SharedCache(parts, flights, check, config.collapseTimeout(), figures);
        this.fills = new Fills(cache, parts, check, config, figures);
        this.sweeper = vertx.setPeriodic(Flights.SWEEP_MILLIS, timer -> sweep());
        metrics.gauge("sallyport_cache_shared_bytes", "Bytes in this instance's memory.", memory::bytes);
        metrics.gauge(
                "sallyport_cache_shared_entries", "Records and chunks in this instance's memory.", memory::entries);
    }

    private void sweep() {
        flights.sweep();
        store.retry();
    }

    private Future<Function<Waiter, @Nullable CacheAnswer>> look(byte[] key, String digest) {
        return cache.look(key, digest);
    }

    /**
     * Whether there is anything to share: it is wanted, and the store is one that several processes reach.
     */
    public static boolean isWanted(SuiteConfig config) {
        return config.cache().shared() && !config.store().isMemory();
    }

    /**
     * Listens under an instance's name; to be called on the owning event loop. The store is reached on a connection of its
     * own, so that bodies do not hold up what else is kept there; whether it is there at all makes no difference.
     *
     * @param check what has been removed
     */
    public static Future<SharedTier> open(
            ServiceEnvironment environment, String instance, EntryCheck check, Metrics metrics) {
        SuiteConfig config = environment.config();
        Store store = Stores.open(environment.vertx(), config.store().within(timeout(config)), environment.folder());
        SharedTier tier = new SharedTier(environment, store, check, metrics);
        return tier.store
                .read(open -> open.touch(List.of(StoreKeys.cacheTrial())))
                .otherwise(0)
                .compose(reached -> tier.listen(instance))
                .map(tier)
                .recover(failure -> tier.close().transform(closed -> Future.failedFuture(failure)));
    }

    /** Shorter than edges wait for an answer, so that they get one when the store gives none. */
    private static Duration timeout(SuiteConfig config) {
        Duration most = config.cache().sharedTimeout().multipliedBy(3).dividedBy(5);
        Duration usual = config.store().timeout();
        return usual.compareTo(most) < 0 ? usual : Duration.ofMillis(Math.max(1, most.toMillis()));
    }

    private Future<Void> listen(String instance) {
        consumers.add(answering(
                Addresses.of(Addresses.CACHE_ASK, instance), CacheAnswer.alone(), (CacheQuestion it) -> cache.ask(it)));
        consumers.add(answering(
                Addresses.of(Addresses.CACHE_FILL, instance),
                NOT_KEPT,
                (CacheFill it) -> fills.fill(it).map(FillAnswer::new)));
        consumers.add(answering(
                Addresses.of(Addresses.CACHE_CHUNK_ASK, instance),
                new Chunk("", 0, new byte[0]),
                (ChunkQuestion it) -> cache.chunk(it)));
        consumers.add(answering(
                Addresses.of(Addresses.CACHE_CHUNK_PUT, instance),
                NOT_KEPT,
                (Chunk it) -> fills.chunk(it).map(FillAnswer::new)));
        consumers.add(vertx.eventBus().<LeaseNote>consumer(Addresses.of(Addresses.CACHE_LEASE, instance), message -> {
            if (Names.isPart(Leases.flightOf(message.body().lease()))) {
                cache.note(message.body());
            }
        }));
        return Future.all(consumers.stream().map(MessageConsumer::completion).toList())
                .mapEmpty();
    }

    /** Whatever goes wrong, an edge gets an answer. */
    private <Q, A> MessageConsumer<Q> answering(String address, A otherwise, Function<Q, Future<A>> answer) {
        return vertx.eventBus().consumer(address, message -> {
            try {
                answer.apply(message.body())
                        .otherwise(failure -> {
                            LOG.error("a defect in the shared cache", failure);
                            return otherwise;
                        })
                        .onSuccess(message::reply);
            } catch (RuntimeException e) {
                LOG.error("a defect in the shared cache", e);
                message.reply(otherwise);
            }
        });
    }

    /** For the instance's announcement; the names are part of the contract with edges and the API. */
    public Map<String, Long> figures() {
        Map<String, Long> all = new LinkedHashMap<>();
        all.put("sharedEntries", memory.entries());
        all.put("sharedBytes", memory.bytes());
        all.put("sharedHits", figures.hits());
        all.put("sharedMisses", figures.misses());
        all.put("sharedFills", figures.fills());
        all.put("sharedLeases", flights.given());
        all.put("sharedWaits", flights.waits());
        all.put("sharedCorrupted", records.corrupted());
        all.put("sharedStoreFailures", store.failures());
        return all;
    }

    /** What is wrong, for status pages; empty when nothing is. */
    public List<String> problems() {
        return store.isPaused() ? List.of("the shared cache does without the store") : List.of();
    }

    /** Answers all who wait and listens no more. */
    public Future<Void> close() {
        vertx.cancelTimer(sweeper);
        flights.close();
        return Future.join(consumers.stream().map(MessageConsumer::unregister).toList())
                .transform(unregistered -> store.close());
    }
}
