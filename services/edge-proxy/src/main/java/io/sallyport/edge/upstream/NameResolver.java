package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.ResolverConfig.Family;
import io.sallyport.edge.exchange.LoopClock;
import io.sallyport.http.IpAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names to addresses. One loop asks once for a name however many exchanges want it; answers are kept as long as their
 * source and {@code resolver.keep} allow, failures five seconds at most. Owner: the loop's thread.
 */
public final class NameResolver {
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_ASKING = 256;
    private static final int MAX_ADDRESSES = 64;
    private static final long KEEP_FAILURE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Who wants addresses; exactly one of the two is called, once. */
    public interface Asker {
        void resolved(List<IpAddress> addresses);

        void unresolved(Outcome outcome);
    }

    private static final class Name {
        private final List<Asker> askers = new ArrayList<>();
        private List<IpAddress> addresses = List.of();
        private Outcome failure = Outcome.DNS_FAILED;
        private boolean asking = true;
        private long untilNanos;
    }

    private final NameSource source;
    private final LoopClock clock;
    private final long keepNanos;
    private final Family family;
    private int asking;
    private final Map<String, Name> names = new LinkedHashMap<>();

    public NameResolver(NameSource source, LoopClock clock, ResolverConfig config) {
        this.source = source;
        this.clock = clock;
        this.keepNanos = config.keep().toNanos();
        this.family = config.family();
    }

    /** Answers at once for a literal and for a name that is known. */
    public void resolve(String host, Asker asker) {
        IpAddress literal = IpAddress.parse(host);
        if (literal != null) {
            tell(wanted(List.of(literal)), Outcome.DNS_FAILED, asker);
            return;
        }
        Name known = names.get(host);
        if (known != null && (known.asking || known.untilNanos - clock.nanos() > 0)) {
            join(known, asker);
        } else if (asking >= MAX_ASKING) {
            asker.unresolved(Outcome.DNS_TIMEOUT);
        } else {
            ask(host, asker);
        }
    }

    private static void join(Name name, Asker asker) {
        if (name.asking) {
            name.askers.add(asker);
        } else {
            tell(name.addresses, name.failure, asker);
        }
    }

    private void ask(String host, Asker asker) {
        Name name = new Name();
        name.askers.add(asker);
        names.remove(host);
        makeRoom();
        names.put(host, name);
        asking++;
        source.look(host, (addresses, keep, failure) -> answered(name, addresses, keep, failure));
    }

    private void answered(Name name, List<IpAddress> addresses, long sourceNanos, Outcome failure) {
        asking--;
        name.asking = false;
        name.addresses = wanted(addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size())));
        name.failure = failure;
        long keep = addresses.isEmpty() ? Math.min(keepNanos, KEEP_FAILURE_NANOS) : Math.min(keepNanos, sourceNanos);
        name.untilNanos = clock.nanos() + keep;
        List<Asker> waiting = List.copyOf(name.askers);
        name.askers.clear();
        waiting.forEach(each -> tell(name.addresses, failure, each));
    }

    private List<IpAddress> wanted(List<IpAddress> addresses) {
        return family == Family.BOTH
                ? List.copyOf(addresses)
                : addresses.stream()
                        .filter(each -> each.isV4() == (family == Family.IPV4))
                        .toList();
    }

    private void makeRoom() {
        var oldest = names.values().iterator();
        while (names.size() >= MAX_NAMES && oldest.hasNext()) {
            if (!oldest.next().asking) {
                oldest.remove();
            }
        }
    }

    /** Names that are known or asked for. */
    int size() {
        return names.size();
    }

    private static void tell(List<IpAddress> addresses, Outcome failure, Asker asker) {
        if (addresses.isEmpty()) {
            asker.unresolved(failure);
        } else {
            asker.resolved(addresses);
        }
    }
}
