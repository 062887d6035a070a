package io.sallyport.edge.names;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.contract.settings.ResolverConfig.Family;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.http.IpAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names to addresses. One loop asks once for a name however many exchanges want it; answers are kept as long as their
 * source and {@code resolver.keep} allow, failures five seconds at most.
 *
 * <p>When nobody can say what a name means, its last good answer is used for up to {@code resolver.stale}: whoever asks first
 * waits {@value #PATIENCE_MILLIS} ms for a better one, the others not at all
 * (<a href="https://datatracker.ietf.org/doc/html/rfc8767#section-5">RFC 8767 section 5</a>). Owner: the loop's thread.
 */
public final class NameResolver {
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_ASKING = 256;
    private static final int MAX_ADDRESSES = 64;
    private static final long KEEP_FAILURE_NANOS = Duration.ofSeconds(5).toNanos();
    private static final long PATIENCE_MILLIS = 1500;

    /** Who wants addresses; exactly one of the two is called, once. */
    public interface Asker {
        void resolved(List<IpAddress> addresses);

        void unresolved(Outcome outcome);
    }

    private static final class Name {
        private final long askedNanos;
        private final List<Asker> askers = new ArrayList<>();
        private List<IpAddress> addresses = List.of();
        private Outcome failure = Outcome.DNS_FAILED;
        private boolean asking = true;
        private long untilNanos;
        /** The last good answer and how long it may be used in need. */
        private List<IpAddress> last = List.of();

        private long lastUntilNanos;
        /** Whether its source fails, so that the last good answer is used at once. */
        private boolean failing;

        Name(long askedNanos) {
            this.askedNanos = askedNanos;
        }

        boolean hasLast(long nowNanos) {
            return !last.isEmpty() && lastUntilNanos - nowNanos > 0;
        }
    }

    private final NameSource source;
    private final LoopClock clock;
    private final long keepNanos;
    private final long staleNanos;
    private final Family family;
    private final ArrayDeque<Name> renewed = new ArrayDeque<>();
    private int asking;
    private long staleAnswers;
    private final Map<String, Name> names = new LinkedHashMap<>();

    public NameResolver(NameSource source, LoopClock clock, ResolverConfig config) {
        this.source = source;
        this.clock = clock;
        this.keepNanos = config.keep().toNanos();
        this.staleNanos = config.stale().toNanos();
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

    private void join(Name name, Asker asker) {
        if (!name.asking) {
            staleAnswers += name.failing && !name.addresses.isEmpty() ? 1 : 0;
            tell(name.addresses, name.failure, asker);
        } else if (name.failing && name.hasLast(clock.nanos())) {
            staleAnswers++;
            tell(name.last, name.failure, asker);
        } else {
            name.askers.add(asker);
        }
    }

    private void ask(String host, Asker asker) {
        long now = clock.nanos();
        Name name = new Name(now);
        Name before = names.remove(host);
        if (before != null && before.hasLast(now)) {
            name.last = before.last;
            name.lastUntilNanos = before.lastUntilNanos;
            name.failing = before.failing;
            renewed.addLast(name);
        }
        makeRoom();
        names.put(host, name);
        asking++;
        join(name, asker);
        source.look(host, new NameSource.Taker() {
            @Override
            public void answered(List<IpAddress> addresses, long keepNanos, Outcome failure) {
                NameResolver.this.answered(name, addresses, keepNanos, failure);
            }

            @Override
            public void unavailable(Outcome failure) {
                NameResolver.this.unavailable(name, failure);
            }
        });
    }

    private void answered(Name name, List<IpAddress> addresses, long sourceNanos, Outcome failure) {
        name.addresses = wanted(addresses.subList(0, Math.min(MAX_ADDRESSES, addresses.size())));
        name.failing = false;
        long keep = addresses.isEmpty() ? Math.min(keepNanos, KEEP_FAILURE_NANOS) : Math.min(keepNanos, sourceNanos);
        name.last = name.addresses;
        name.lastUntilNanos = clock.nanos() + keep + staleNanos;
        over(name, keep, failure);
    }

    private void unavailable(Name name, Outcome failure) {
        name.failing = true;
        name.addresses = name.hasLast(clock.nanos()) ? name.last : List.of();
        over(name, Math.min(keepNanos, KEEP_FAILURE_NANOS), failure);
    }

    private void over(Name name, long keep, Outcome failure) {
        asking--;
        name.asking = false;
        name.failure = failure;
        name.untilNanos = clock.nanos() + keep;
        tellAll(name, name.addresses);
    }

    private void tellAll(Name name, List<IpAddress> addresses) {
        List<Asker> waiting = List.copyOf(name.askers);
        name.askers.clear();
        staleAnswers += name.failing && !addresses.isEmpty() ? waiting.size() : 0;
        waiting.forEach(each -> tell(addresses, name.failure, each));
    }

    /** Ends the patience with names that are asked for anew: whoever waits gets the last good answer. Called now and then. */
    public void sweep() {
        long now = clock.nanos();
        for (Name first = renewed.peekFirst(); first != null; first = renewed.peekFirst()) {
            if (first.asking && now - first.askedNanos < PATIENCE_MILLIS * 1_000_000) {
                return;
            }
            renewed.removeFirst();
            if (first.asking && first.hasLast(now)) {
                first.failing = true;
                tellAll(first, first.last);
            }
        }
    }

    /** Times that somebody got the last good answer because there was no newer one. */
    public long staleAnswers() {
        return staleAnswers;
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
