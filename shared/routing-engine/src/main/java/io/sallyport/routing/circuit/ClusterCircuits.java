package io.sallyport.routing.circuit;

import io.sallyport.routing.circuit.Ejection.Change;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The circuits of one cluster. Its monitor guards their writes. */
final class ClusterCircuits {
    private final String name;
    private final Circuits owner;
    private final Map<String, Circuit> byUrl = new ConcurrentHashMap<>();

    ClusterCircuits(String name, Circuits owner) {
        this.name = name;
        this.owner = owner;
    }

    Circuit of(String url) {
        return byUrl.computeIfAbsent(url, key -> new Circuit(key, this));
    }

    void retain(Set<String> urls) {
        byUrl.keySet().retainAll(urls);
    }

    /** How many endpoints are out. */
    int out() {
        int out = 0;
        for (Circuit circuit : byUrl.values()) {
            out += circuit.state().isIn() ? 0 : 1;
        }
        return out;
    }

    /** Some circuit's phase is another. */
    void moved() {
        owner.moved();
    }

    void changed(String url, Change change) {
        owner.moved();
        owner.watch().changed(name, url, change);
    }
}
