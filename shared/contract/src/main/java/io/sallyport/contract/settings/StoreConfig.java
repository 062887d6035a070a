package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * Where shared state is kept.
 *
 * @param url     {@code memory} or {@code redis://host:port}
 * @param timeout bound on one call
 */
public record StoreConfig(String url, Duration timeout) {
    public StoreConfig {
        url = url == null ? "memory" : url;
        if (!url.equals("memory") && !url.startsWith("redis://")) {
            throw new IllegalArgumentException("url: found \"" + url + "\", allowed: memory or redis://host:port");
        }
        timeout = Require.positive(timeout == null ? Duration.ofMillis(500) : timeout, "timeout");
    }

    /** Whether everything lives in this JVM. */
    public boolean isMemory() {
        return url.equals("memory");
    }
}
