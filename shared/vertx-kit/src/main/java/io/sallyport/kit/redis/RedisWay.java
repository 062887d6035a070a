package io.sallyport.kit.redis;

import io.vertx.core.Future;
import java.util.List;

/**
 * Takes calls to the server that holds a key. Every call ends within the configured time and fails with {@link RedisFailure}.
 * Calls come from any thread and are answered on the caller's context.
 */
public interface RedisWay {
    /**
     * Sends a request.
     *
     * @param key  by which the server is found; all keys of the request lie in its slot
     * @param call what is asked
     */
    <T> Future<T> call(String key, RedisCall<T> call);

    /** One for each primary, by which calls go to it alone; one when there are no slots. */
    Future<List<Server>> primaries();

    /** Whether keys lie in slots, so that those of one call must have theirs in common. */
    boolean isCluster();

    /** What is wrong, in words; empty when calls go through. */
    String problem();

    /** What is counted, for metrics: calls, new connections, servers left alone, and failures by their trouble. */
    Figures figures();

    Future<Void> close();

    /** One server. */
    interface Server {
        <T> Future<T> call(RedisCall<T> call);

        /** Names it, for people. */
        String name();
    }

    /** Counters of a way. Safe from any thread. */
    interface Figures {
        long calls();

        long connects();

        long failures(Trouble trouble);

        /** Servers that are left alone now. */
        int pausedServers();
    }
}
