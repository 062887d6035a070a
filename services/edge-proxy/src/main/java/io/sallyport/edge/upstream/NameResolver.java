package io.sallyport.edge.upstream;

import io.sallyport.contract.Outcome;
import io.sallyport.edge.exchange.LoopClock;
import io.sallyport.http.IpAddress;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names to addresses by the system's resolver (hosts file included), on worker threads. One loop asks once for a name
 * however many exchanges want it; answers are kept 30 seconds, failures 5. Owner: the loop's thread.
 */
public final class NameResolver {
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_ASKING = 256;
    private static final long KEEP_NANOS = Duration.ofSeconds(30).toNanos();
    private static final long KEEP_FAILURE_NANOS = Duration.ofSeconds(5).toNanos();

    /** Who wants addresses; exactly one of the two is called, once. */
    public interface Asker {
        void resolved(List<IpAddress> addresses);

        void unresolved(Outcome outcome);
    }

    /** Looks a name up, blocking. */
    interface Lookup {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    private static final class Name {
        private final List<Asker> askers = new ArrayList<>();
        private List<IpAddress> addresses = List.of();
        private boolean asking = true;
        private long untilNanos;
    }

    private final WorkerExecutor workers;
    private final LoopClock clock;
    private final Lookup lookup;
    private int asking;
    private final Map<String, Name> names = new LinkedHashMap<>();

    public NameResolver(Vertx vertx, LoopClock clock) {
        this(vertx.createSharedWorkerExecutor("sallyport-names", 16), clock, InetAddress::getAllByName);
    }

    NameResolver(WorkerExecutor workers, LoopClock clock, Lookup lookup) {
        this.workers = workers;
        this.clock = clock;
        this.lookup = lookup;
    }

    /** Answers at once for a literal and for a name that is known. */
    public void resolve(String host, Asker asker) {
        IpAddress literal = IpAddress.parse(host);
        if (literal != null) {
            asker.resolved(List.of(literal));
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
            tell(name, asker);
        }
    }

    private void ask(String host, Asker asker) {
        Name name = new Name();
        name.askers.add(asker);
        names.remove(host);
        makeRoom();
        names.put(host, name);
        asking++;
        workers.executeBlocking(() -> lookup.of(host), false).onComplete(result -> {
            asking--;
            name.asking = false;
            name.addresses = result.succeeded() ? addresses(result.result()) : List.of();
            name.untilNanos = clock.nanos() + (name.addresses.isEmpty() ? KEEP_FAILURE_NANOS : KEEP_NANOS);
            List<Asker> waiting = List.copyOf(name.askers);
            name.askers.clear();
            waiting.forEach(each -> tell(name, each));
        });
    }

    private void makeRoom() {
        var oldest = names.values().iterator();
        while (names.size() >= MAX_NAMES && oldest.hasNext()) {
            if (!oldest.next().asking) {
                oldest.remove();
            }
        }
    }

    private static List<IpAddress> addresses(InetAddress[] found) {
        List<IpAddress> addresses = new ArrayList<>(found.length);
        for (InetAddress address : found) {
            addresses.add(IpAddress.of(address));
        }
        return addresses;
    }

    private static void tell(Name name, Asker asker) {
        if (name.addresses.isEmpty()) {
            asker.unresolved(Outcome.DNS_FAILED);
        } else {
            asker.resolved(name.addresses);
        }
    }
}
