package io.sallyport.edge.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.settings.GeoConfig;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Eventually;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountryFileTest {
    private static final IpAddress SOMEBODY = IpAddress.parse("8.8.8.8");

    @TempDir
    private Path folder;

    private final AtomicReference<Countries> loaded = new AtomicReference<>(Countries.NONE);
    private final Vertx vertx = Vertx.vertx();
    private RunningEnvironment running;
    private CountryFile file;

    @BeforeEach
    void open() throws Exception {
        write(TinyDatabase.of(Map.of("8.0.0.0/8", "US")));
        GeoConfig geo = new GeoConfig(Optional.of("country.mmdb"));
        SuiteConfig config = new SuiteConfig(null, null, null, null, null, null, null, null, geo, null);
        running = RunningEnvironment.on(vertx, config, folder);
        file = CountryFile.open(running.environment(), loaded::set);
        await(file.first());
    }

    @AfterEach
    void close() throws Exception {
        file.close();
        await(running.close());
        await(vertx.close());
    }

    private void write(byte[] content) throws IOException {
        Files.write(folder.resolve("country.mmdb"), content);
    }

    private static <T> void await(Future<T> future) throws Exception {
        future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private String country() {
        return loaded.get().of(SOMEBODY);
    }

    @Test
    void takesAChangedFileAndKeepsTheLastGoodOne() throws IOException {
        assertThat(country()).isEqualTo("US");

        write(TinyDatabase.of(Map.of("8.0.0.0/8", "CA", "9.0.0.0/8", "US")));
        Eventually.until("new database", () -> country().equals("CA"));

        write(new byte[77]);
        Eventually.until("problem", () -> file.problem().contains("geo.database"));
        assertThat(country()).isEqualTo("CA");
    }
}
