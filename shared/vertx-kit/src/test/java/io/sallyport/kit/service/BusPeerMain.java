package io.sallyport.kit.service;

import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.config.SuiteConfigLoader;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A member of a cluster in a JVM of its own. {@code peer.NAME} repeats what it is asked; {@code peer.heard.NAME} says how
 * many publications on {@code peer.news} have come; {@code peer.relay.NAME} asks the peer whose name it gets.
 */
public final class BusPeerMain {
    private BusPeerMain() {}

    /** @param args folder with {@code sallyport.yaml}, and name */
    public static void main(String... args) {
        Path folder = Path.of(args[0]);
        SuiteConfig config = SuiteConfigLoader.load(folder, System.getenv(), System.getProperties());
        try {
            Vertx vertx = RunningEnvironment.open(config, folder)
                    .await(Duration.ofSeconds(170))
                    .environment()
                    .vertx();
            answer(vertx, args[1]);
            say("peer is ready");
        } catch (Exception e) {
            say("peer cannot start: " + e);
            System.exit(1);
        }
    }

    private static void answer(Vertx vertx, String name) {
        AtomicLong heard = new AtomicLong();
        vertx.eventBus().consumer("peer.news", message -> heard.incrementAndGet());
        vertx.eventBus().consumer("peer." + name, message -> message.reply(name + " heard " + message.body()));
        vertx.eventBus().consumer("peer.heard." + name, message -> message.reply(heard.get()));
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
