package io.sallyport.cache;

import io.sallyport.kit.service.ServiceLauncher;

/** Starts the cache-service alone. */
public final class CacheMain {
    private CacheMain() {}

    public static void main(String[] args) {
        ServiceLauncher.run(new CacheService(), args);
    }
}
