package io.sallyport.logs.api;

import io.sallyport.logs.servers.Inventory;
import io.vertx.core.MultiMap;
import java.util.List;

/**
 * Which servers are asked for.
 *
 * @param cluster name; empty: any
 * @param version as it is known; empty: any
 * @param state   {@code healthy}, {@code unhealthy}, {@code unknown}, {@code ejected} or {@code alarm}; empty: any
 * @param limit   most that are answered
 */
record ServerFilter(String cluster, String version, String state, int limit) {
    private static final List<String> NAMES = List.of("cluster", "version", "state", "limit");
    private static final String EJECTED = "ejected";
    private static final String ALARM = "alarm";
    private static final List<String> STATES = List.of("healthy", "unhealthy", "unknown", EJECTED, ALARM);

    /** IllegalArgumentException with what was found and what is allowed. */
    static ServerFilter read(MultiMap parameters) {
        for (String name : parameters.names()) {
            if (!NAMES.contains(name)) {
                throw new IllegalArgumentException("found \"" + name + "\", allowed: " + String.join(", ", NAMES));
            }
        }
        String state = text(parameters, "state");
        if (!state.isEmpty() && !STATES.contains(state)) {
            throw new IllegalArgumentException("state: found \"" + state + "\", allowed: " + String.join(", ", STATES));
        }
        return new ServerFilter(
                text(parameters, "cluster"), text(parameters, "version"), state, limit(text(parameters, "limit")));
    }

    private static String text(MultiMap parameters, String name) {
        String text = parameters.get(name);
        return text == null ? "" : text;
    }

    private static int limit(String text) {
        if (text.isEmpty()) {
            return Inventory.SERVERS_MAX;
        }
        if (text.length() <= 4 && text.chars().allMatch(Character::isDigit)) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= Inventory.SERVERS_MAX) {
                return limit;
            }
        }
        throw new IllegalArgumentException("limit: found \"" + text + "\", allowed: 1 to " + Inventory.SERVERS_MAX);
    }

    boolean matches(ServerView server) {
        return (cluster.isEmpty() || cluster.equals(server.cluster()))
                && (version.isEmpty() || version.equals(server.version()))
                && isInState(server);
    }

    private boolean isInState(ServerView server) {
        return switch (state) {
            case "" -> true;
            case EJECTED -> server.ejection().state().equals(EJECTED);
            case ALARM -> !server.alarms().isEmpty();
            default -> server.health().state().equals(state);
        };
    }
}
