package io.sallyport.kit.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.VertxFixture;
import io.sallyport.kit.bus.BusCodecs;
import io.sallyport.kit.cluster.BusHealth;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BusRosterTest {
    private Vertx vertx;
    private BusRoster roster;

    @BeforeEach
    void open() {
        vertx = Vertx.vertx();
        BusCodecs.register(vertx);
        roster = new BusRoster(vertx, BusHealth.ALONE, Duration.ofMillis(40), Duration.ofMillis(250));
    }

    @AfterEach
    void close() {
        roster.close();
        VertxFixture.close(vertx);
    }

    @Test
    void knowsEverybodyInOrder() {
        roster.announce(() -> instance("router-service", "b", true));
        roster.announce(() -> instance("router-service", "a", false));
        roster.announce(() -> instance("edge-proxy", "c", true));

        Eventually.until("all are known", () -> roster.all().size() == 3);
        assertThat(roster.all()).extracting(ServiceAnnouncement::instance).containsExactly("c", "a", "b");
        assertThat(roster.ready("router-service"))
                .extracting(ServiceAnnouncement::instance)
                .containsExactly("b");
        assertThat(roster.ready("log-collector")).isEmpty();
    }

    @Test
    void asksEachTimeWhatToSay() {
        AtomicBoolean ready = new AtomicBoolean();
        roster.announce(() -> instance("edge-proxy", "a", ready.get()));
        Eventually.until("it is known", () -> roster.all().size() == 1);
        assertThat(roster.ready("edge-proxy")).isEmpty();

        ready.set(true);

        Eventually.until("it is ready", () -> roster.ready("edge-proxy").size() == 1);
    }

    @Test
    void hearsSoonOfOneThatBecomesReady() {
        BusRoster rare = new BusRoster(vertx, BusHealth.ALONE, Duration.ofHours(1), Duration.ofHours(2));
        AtomicBoolean ready = new AtomicBoolean();
        rare.announce(() -> instance("edge-proxy", "a", ready.get()));
        Eventually.until("it is known", () -> rare.all().size() == 1);

        ready.set(true);

        Eventually.until("it is ready", () -> rare.ready("edge-proxy").size() == 1);
        rare.close();
    }

    @Test
    void hearsAtOnceOfOneThatLeavesAndForgetsItLater() {
        Roster.Registration registration = roster.announce(() -> instance("edge-proxy", "a", true));
        Eventually.until("it is ready", () -> roster.ready("edge-proxy").size() == 1);

        registration.close();

        Eventually.until("it is not ready", () -> roster.ready("edge-proxy").isEmpty());
        Eventually.until("it is forgotten", () -> roster.all().isEmpty());
    }

    @Test
    void forgetsOneThatFallsSilent() {
        vertx.eventBus().publish(Addresses.SERVICE_ANNOUNCED, instance("edge-proxy", "gone", true));

        Eventually.until("it is known", () -> roster.all().size() == 1);
        Eventually.until("it is forgotten", () -> roster.all().isEmpty());
    }

    @Test
    void goesOnAfterADefectInASupplier() {
        AtomicBoolean broken = new AtomicBoolean(true);
        roster.announce(() -> {
            if (broken.getAndSet(false)) {
                throw new IllegalStateException("a defect");
            }
            return instance("edge-proxy", "a", true);
        });

        Eventually.until("it is known", () -> roster.all().size() == 1);
    }

    @Test
    void isBounded() {
        AtomicInteger delivered = new AtomicInteger();
        vertx.eventBus().consumer(Addresses.SERVICE_ANNOUNCED, message -> delivered.incrementAndGet());
        for (int i = 0; i < 1500; i++) {
            vertx.eventBus().publish(Addresses.SERVICE_ANNOUNCED, instance("edge-proxy", "i" + i, true));
        }

        Eventually.until("all are said", () -> delivered.get() == 1500);
        Eventually.until("it is full", () -> !roster.all().isEmpty());
        assertThat(roster.all()).hasSizeLessThanOrEqualTo(1000);
    }

    static ServiceAnnouncement instance(String service, String instance, boolean ready) {
        return new ServiceAnnouncement(
                service, instance, "127.0.0.1:1", Instant.EPOCH, ready, Map.of(), List.of(), Map.of());
    }
}
