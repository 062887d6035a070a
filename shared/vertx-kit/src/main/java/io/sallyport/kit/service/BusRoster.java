package io.sallyport.kit.service;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.cluster.BusHealth;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who is there, by announcements on the bus. Holds at most 1000 instances; what comes beyond is left out, since a bus
 * that carries so many is not ours or is broken. Guard: one concurrent map.
 */
final class BusRoster implements Roster {
    private static final Logger LOG = LoggerFactory.getLogger(BusRoster.class);
    private static final int INSTANCES_MAX = 1000;
    private static final long UNREADY_MILLIS = 100;
    private static final Comparator<ServiceAnnouncement> ORDER =
            Comparator.comparing(ServiceAnnouncement::service).thenComparing(ServiceAnnouncement::instance);

    private record Key(String service, String instance) {}

    private record Heard(ServiceAnnouncement announcement, long nanos) {}

    private final Vertx vertx;
    private final BusHealth bus;
    private final Context context;
    private final Duration every;
    private final long forgetNanos;
    private final Map<Key, Heard> heard = new ConcurrentHashMap<>();
    private final MessageConsumer<ServiceAnnouncement> consumer;

    /**
     * Listens at once.
     *
     * @param bus    how this process stands on it
     * @param every  time between two announcements of an instance that is ready
     * @param forget silence after which an instance is gone
     */
    BusRoster(Vertx vertx, BusHealth bus, Duration every, Duration forget) {
        this.vertx = vertx;
        this.bus = bus;
        this.context = vertx.getOrCreateContext();
        this.every = every;
        this.forgetNanos = forget.toNanos();
        this.consumer = vertx.eventBus().consumer(Addresses.SERVICE_ANNOUNCED, message -> hear(message.body()));
    }

    /** Announces every 2 s, every 100 ms until an instance is ready; forgets after 10 s. */
    static BusRoster open(Vertx vertx, BusHealth bus) {
        return new BusRoster(vertx, bus, Duration.ofSeconds(2), Duration.ofSeconds(10));
    }

    @Override
    public List<ServiceAnnouncement> all() {
        long now = System.nanoTime();
        return heard.values().stream()
                .filter(entry -> !isGone(entry, now))
                .map(Heard::announcement)
                .sorted(ORDER)
                .toList();
    }

    @Override
    public List<ServiceAnnouncement> ready(String service) {
        return all().stream()
                .filter(entry -> entry.ready() && entry.service().equals(service))
                .toList();
    }

    @Override
    public Registration announce(Supplier<ServiceAnnouncement> announcement) {
        Announcer announcer = new Announcer(announcement);
        context.runOnContext(v -> announcer.next());
        return () -> context.runOnContext(v -> announcer.stop());
    }

    @Override
    public BusHealth bus() {
        return bus;
    }

    /** What an instance says, with what is wrong with the bus of its process. */
    private ServiceAnnouncement withBus(ServiceAnnouncement said) {
        List<String> ofBus = bus.problems();
        if (ofBus.isEmpty()) {
            return said;
        }
        List<String> problems = new ArrayList<>(said.problems());
        problems.addAll(ofBus);
        return new ServiceAnnouncement(
                said.service(),
                said.instance(),
                said.api(),
                said.startedAt(),
                said.ready(),
                said.generations(),
                problems,
                said.figures());
    }

    void close() {
        consumer.unregister().onFailure(failure -> LOG.debug("unregistering", failure));
    }

    private void hear(ServiceAnnouncement announcement) {
        long now = System.nanoTime();
        Key key = new Key(announcement.service(), announcement.instance());
        if (heard.size() >= INSTANCES_MAX && !heard.containsKey(key)) {
            heard.values().removeIf(entry -> isGone(entry, now));
            if (heard.size() >= INSTANCES_MAX) {
                LOG.warn("more than {} instances on the bus: {} is left out", INSTANCES_MAX, key);
                return;
            }
        }
        heard.put(key, new Heard(announcement, now));
    }

    private boolean isGone(Heard entry, long now) {
        return now - entry.nanos > forgetNanos;
    }

    /** Speaks for one instance, more often until it is ready: that is what the others wait for. */
    private final class Announcer {
        private final Supplier<ServiceAnnouncement> announcement;
        private long timer;

        Announcer(Supplier<ServiceAnnouncement> announcement) {
            this.announcement = announcement;
        }

        void next() {
            boolean waitedFor = false;
            try {
                ServiceAnnouncement now = withBus(announcement.get());
                waitedFor = !now.ready();
                vertx.eventBus().publish(Addresses.SERVICE_ANNOUNCED, now);
            } catch (RuntimeException e) {
                LOG.error("a defect in what an instance says about itself", e);
            }
            long pause = waitedFor ? Math.min(UNREADY_MILLIS, every.toMillis()) : every.toMillis();
            timer = vertx.setTimer(pause, id -> next());
        }

        /** Says "not ready" at once, so that the others need not wait for the silence. */
        void stop() {
            vertx.cancelTimer(timer);
            try {
                ServiceAnnouncement last = announcement.get();
                vertx.eventBus()
                        .publish(
                                Addresses.SERVICE_ANNOUNCED,
                                new ServiceAnnouncement(
                                        last.service(),
                                        last.instance(),
                                        last.api(),
                                        last.startedAt(),
                                        false,
                                        last.generations(),
                                        List.of("stopped"),
                                        last.figures()));
            } catch (RuntimeException e) {
                LOG.error("a defect in what an instance says about itself", e);
            }
        }
    }
}
