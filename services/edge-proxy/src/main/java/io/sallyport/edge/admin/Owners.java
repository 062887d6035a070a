package io.sallyport.edge.admin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which service owns which calls. */
final class Owners {
    private static final Map<String, String> BY_PREFIX = byPrefix();

    private Owners() {}

    /** The service that answers a path: one of the prefixes itself or something below it. */
    static Optional<String> of(String path) {
        return BY_PREFIX.entrySet().stream()
                .filter(owner -> isBelow(path, owner.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static boolean isBelow(String path, String prefix) {
        return path.startsWith(prefix) && (path.length() == prefix.length() || path.charAt(prefix.length()) == '/');
    }

    private static Map<String, String> byPrefix() {
        Map<String, String> owners = new LinkedHashMap<>();
        owners.put("/v1/logs", Suite.LOG_COLLECTOR);
        owners.put("/v1/requests", Suite.LOG_COLLECTOR);
        owners.put("/v1/servers", Suite.LOG_COLLECTOR);
        owners.put("/v1/alarms", Suite.LOG_COLLECTOR);
        owners.put("/v1/policies", Suite.POLICY_SERVICE);
        owners.put("/v1/lists", Suite.POLICY_SERVICE);
        owners.put("/v1/explain", Suite.POLICY_SERVICE);
        owners.put("/v1/unlocks", Suite.POLICY_SERVICE);
        owners.put("/v1/transparency", Suite.POLICY_SERVICE);
        owners.put("/v1/revisions", Suite.POLICY_SERVICE);
        owners.put("/v1/backup", Suite.POLICY_SERVICE);
        owners.put("/v1/restore", Suite.POLICY_SERVICE);
        owners.put("/v1/routes", Suite.ROUTER_SERVICE);
        owners.put("/v1/health", Suite.ROUTER_SERVICE);
        owners.put("/v1/versions", Suite.ROUTER_SERVICE);
        owners.put("/v1/endpoints", Suite.ROUTER_SERVICE);
        owners.put("/v1/canaries", Suite.ROUTER_SERVICE);
        owners.put("/v1/cache/simulate", Suite.LOG_COLLECTOR); // the records are there
        owners.put("/v1/cache", Suite.CACHE_SERVICE);
        return owners;
    }
}
