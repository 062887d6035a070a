package io.sallyport.edge.shared;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The instances that share the keys at the moment. Owner: the loop's thread. */
final class Instances {
    private List<Instance> all = List.of();

    /**
     * Takes the names of those that are ready; who stays keeps its state.
     *
     * @return those that have gone
     */
    List<Instance> follow(List<String> names) {
        if (areNamed(names)) {
            return List.of();
        }
        List<Instance> gone = new ArrayList<>(all);
        List<Instance> next = new ArrayList<>(names.size());
        for (String name : names) {
            Instance known = find(name);
            gone.remove(known);
            next.add(known == null ? new Instance(name) : known);
        }
        all = next;
        return gone;
    }

    private boolean areNamed(List<String> names) {
        if (names.size() != all.size()) {
            return false;
        }
        for (int i = 0; i < names.size(); i++) {
            if (!all.get(i).name().equals(names.get(i))) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Instance find(String name) {
        for (Instance each : all) {
            if (each.name().equals(name)) {
                return each;
            }
        }
        return null;
    }

    /**
     * The one that keeps a key, by {@link Rendezvous}. One that has failed of late is passed over, so that its keys are with
     * the others before it is known to be gone.
     *
     * @param except one that is not wanted; {@code null} for none
     * @return {@code null} when there is none
     */
    @Nullable
    Instance pick(long key, @Nullable Instance except, long now) {
        Instance best = null;
        long most = 0;
        for (int i = 0; i < all.size(); i++) {
            Instance each = all.get(i);
            if (each == except || !each.breaker().admits(now)) {
                continue;
            }
            long weight = each.weight(key);
            if (best == null || Long.compareUnsigned(weight, most) > 0) {
                best = each;
                most = weight;
            }
        }
        return best;
    }

    /** Who has to do with a key already, while it is there and answers; else the one that keeps the key. */
    @Nullable
    Instance keeper(Instance known, byte[] key, long now) {
        return all.contains(known) && !known.breaker().isOpen() ? known : pick(Rendezvous.hash(key), known, now);
    }

    /** Whether any may be asked. */
    boolean anyAdmits(long now) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).breaker().admits(now)) {
                return true;
            }
        }
        return false;
    }

    List<Instance> all() {
        return all;
    }
}
