package io.sallyport.cache.purge;

import io.sallyport.contract.cache.PurgeDone;
import io.sallyport.contract.cache.PurgeEntry;
import io.sallyport.contract.cache.PurgeEntry.Cause;
import io.sallyport.contract.cluster.ServiceAnnouncement;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;

/** The last purges that somebody asked for, and who has carried them out. Owner: the verticle's event loop. */
public final class RecentPurges {
    /** The name of the figure by which an instance says up to where it has carried out the log. */
    public static final String FIGURE = "purges";

    private static final int MAX = 128;

    /**
     * One of them.
     *
     * @param done    instances that have carried it out
     * @param waiting ready instances that have not, as far as is known
     */
    public record Recent(PurgeEntry purge, List<String> done, List<String> waiting) {
        public Recent {
            done = List.copyOf(done);
            waiting = List.copyOf(waiting);
        }
    }

    private static final class Known {
        private PurgeEntry entry;
        private final Set<String> done = new TreeSet<>();

        Known(PurgeEntry entry) {
            this.entry = entry;
        }
    }

    private static final Comparator<Known> OLDEST_FIRST = Comparator.comparing(known -> known.entry.at());

    private final Map<UUID, Known> byId = new HashMap<>();

    void heard(PurgeEntry entry) {
        if (entry.cause() == Cause.API || entry.cause() == Cause.METHOD) {
            Known known = byId.computeIfAbsent(entry.id(), id -> new Known(entry));
            if (entry.number() > 0) {
                known.entry = entry;
            }
            if (byId.size() > MAX) {
                byId.remove(Collections.min(byId.values(), OLDEST_FIRST).entry.id());
            }
        }
    }

    void done(PurgeDone word) {
        Known known = byId.get(word.id());
        if (known != null) {
            known.done.add(word.instance());
        }
    }

    /** The newest first. */
    public List<Recent> all(List<ServiceAnnouncement> keepers) {
        return byId.values().stream()
                .sorted(OLDEST_FIRST.reversed())
                .map(known -> recent(known, keepers))
                .toList();
    }

    private static Recent recent(Known known, List<ServiceAnnouncement> keepers) {
        Set<String> done = new TreeSet<>(known.done);
        Set<String> waiting = new TreeSet<>();
        long number = known.entry.number();
        for (ServiceAnnouncement keeper : keepers) {
            boolean past = number > 0 && keeper.figures().getOrDefault(FIGURE, 0L) >= number;
            if (past) {
                done.add(keeper.instance());
            } else if (!done.contains(keeper.instance())) {
                waiting.add(keeper.instance());
            }
        }
        return new Recent(known.entry, List.copyOf(done), List.copyOf(waiting));
    }
}
