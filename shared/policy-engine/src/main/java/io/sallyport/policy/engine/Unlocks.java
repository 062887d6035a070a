package io.sallyport.policy.engine;

import io.sallyport.contract.policy.Unlock;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.list.HostNames;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The unlocks in force, compiled. They are asked only of requests that a rule is about to refuse, one after the other:
 * there are few, and the first that lifts the block counts. Immutable.
 */
public final class Unlocks {
    /** None. */
    public static final Unlocks NONE = new Unlocks(List.of(), Set.of(), unlock -> true);

    private final Entry[] entries;
    private final Set<String> exposed;

    private Unlocks(List<Unlock> unlocks, Set<String> exposed, Predicate<Unlock> known) {
        this.entries = unlocks.stream()
                .map(unlock -> Entry.of(unlock, known.test(unlock)))
                .toArray(Entry[]::new);
        this.exposed = Set.copyOf(exposed);
    }

    /** @param unlocks each of which is valid */
    public static Unlocks of(List<Unlock> unlocks) {
        return of(unlocks, Set.of(), unlock -> true);
    }

    /**
     * Each of which is valid.
     *
     * @param exposed listeners that strangers reach: what is lifted for everybody is not lifted there
     * @param known   whether an unlock is for clients that are known
     */
    public static Unlocks of(List<Unlock> unlocks, Set<String> exposed, Predicate<Unlock> known) {
        return unlocks.isEmpty() ? NONE : new Unlocks(unlocks, exposed, known);
    }

    private record Entry(
            Unlock unlock,
            String site,
            boolean literal,
            @Nullable Cidr client,
            boolean known) {
        static Entry of(Unlock unlock, boolean known) {
            String site = unlock.site().isEmpty() ? "" : HostNames.normalise(unlock.site());
            return new Entry(
                    unlock,
                    site == null ? unlock.site() : site,
                    site != null && IpAddress.parse(site) != null,
                    unlock.client().isEmpty() ? null : Cidr.parse(unlock.client()),
                    known);
        }

        boolean concerns(Verdict.Block block, String host) {
            if (!unlock.site().isEmpty()) {
                return covers(host);
            }
            return unlock.list().isEmpty()
                    ? block.rule().equals(unlock.rule())
                    : block.list().equals(unlock.list());
        }

        private boolean covers(String host) {
            int dot = host.length() - site.length() - 1;
            return host.equals(site) || (!literal && dot > 0 && host.charAt(dot) == '.' && host.endsWith(site));
        }

        boolean isFor(RequestFacts facts, CallerFacts caller) {
            return (client == null || client.contains(facts.client()))
                    && (unlock.user().isEmpty() || unlock.user().equals(caller.user()))
                    && (unlock.group().isEmpty() || caller.groups().contains(unlock.group()));
        }
    }

    /**
     * The unlock that lifts a block, or {@code null}.
     *
     * @param ordered whether an authority has ordered the block
     */
    @Nullable
    Unlock lifting(Verdict.Block block, boolean ordered, RequestFacts facts, CallerFacts caller) {
        if (entries.length == 0) {
            return null;
        }
        long now = caller.nowMillis();
        for (Entry entry : entries) {
            if (now < entry.unlock.untilMillis()
                    && (!ordered || entry.unlock.overAuthority())
                    && entry.concerns(block, facts.authority().host())
                    && (entry.known || !exposed.contains(facts.listener()))
                    && entry.isFor(facts, caller)) {
                return entry.unlock;
            }
        }
        return null;
    }
}
