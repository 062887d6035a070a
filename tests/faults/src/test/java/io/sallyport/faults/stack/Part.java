package io.sallyport.faults.stack;

import io.sallyport.cache.CacheMain;
import io.sallyport.edge.EdgeMain;
import io.sallyport.logs.LogsMain;
import io.sallyport.policy.PolicyMain;
import io.sallyport.router.RouterMain;

/** One of the five services. Started in this order. */
public enum Part {
    POLICY("policy-service", PolicyMain.class),
    ROUTER("router-service", RouterMain.class),
    CACHE("cache-service", CacheMain.class),
    LOGS("log-collector", LogsMain.class),
    EDGE("edge-proxy", EdgeMain.class);

    private final String service;
    private final Class<?> main;

    Part(String service, Class<?> main) {
        this.service = service;
        this.main = main;
    }

    public String service() {
        return service;
    }

    Class<?> main() {
        return main;
    }
}
