package io.sallyport.logs.intake;

import io.sallyport.contract.settings.StoreConfig;
import java.nio.file.Path;
import java.time.Duration;

/** A collector's intake in a process of its own: store's URL, folder, and the milliseconds after which it takes over. */
public final class CollectorMain {
    private CollectorMain() {}

    public static void main(String[] args) {
        StoreConfig store = new StoreConfig(args[0], Duration.ofSeconds(2));
        Duration idle = Duration.ofMillis(Long.parseLong(args[2]));
        Collector.open(new Collector.Setting(store, Path.of(args[1]), idle)).start();
        System.out.println("open");
    }
}
