package io.sallyport.router.gossip;

import io.sallyport.contract.health.EndpointReport;
import io.sallyport.contract.health.EndpointUse;
import io.sallyport.contract.health.Suspect;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Finds the endpoints that most edges leave out. One edge alone may be the one with the trouble, so two have to say
 * so; and an endpoint on trial is no vote, or edges that only follow others would keep each other's suspicion alive.
 * Pure.
 */
final class Suspicion {
    private static final int VOTES_MIN = 2;

    private static final class Votes {
        private int edges;
        private int ejected;
    }

    private record Key(String cluster, String endpoint) implements Comparable<Key> {
        @Override
        public int compareTo(Key other) {
            int byCluster = cluster.compareTo(other.cluster);
            return byCluster == 0 ? endpoint.compareTo(other.endpoint) : byCluster;
        }
    }

    private Suspicion() {}

    /** Sorted by cluster and URL. */
    static List<Suspect> of(Collection<EndpointReport> reports) {
        Map<Key, Votes> byEndpoint = new TreeMap<>();
        for (EndpointReport report : reports) {
            for (EndpointUse use : report.endpoints()) {
                Votes votes = byEndpoint.computeIfAbsent(new Key(use.cluster(), use.endpoint()), key -> new Votes());
                votes.edges++;
                votes.ejected += use.state() == EndpointUse.State.EJECTED ? 1 : 0;
            }
        }
        List<Suspect> suspects = new ArrayList<>();
        byEndpoint.forEach((key, votes) -> {
            if (votes.ejected >= VOTES_MIN && 2 * votes.ejected > votes.edges) {
                suspects.add(new Suspect(key.cluster(), key.endpoint(), votes.ejected, votes.edges));
            }
        });
        return suspects;
    }
}
