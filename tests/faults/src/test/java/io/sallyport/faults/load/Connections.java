package io.sallyport.faults.load;

import io.sallyport.testkit.RawClient;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;

/** Idle connections of the clients, by port. */
final class Connections {
    private final Map<Integer, Deque<RawClient>> idle = new ConcurrentHashMap<>();

    /** Null when there is none. */
    RawClient take(int port) {
        return of(port).pollFirst();
    }

    void giveBack(int port, RawClient client) {
        of(port).addFirst(client);
    }

    /** A server that breaks one has broken all of them. */
    void drop(int port) {
        Deque<RawClient> all = of(port);
        for (RawClient client = all.poll(); client != null; client = all.poll()) {
            client.close();
        }
    }

    void closeAll() {
        idle.keySet().forEach(this::drop);
    }

    private Deque<RawClient> of(int port) {
        return idle.computeIfAbsent(port, key -> new ConcurrentLinkedDeque<>());
    }
}
