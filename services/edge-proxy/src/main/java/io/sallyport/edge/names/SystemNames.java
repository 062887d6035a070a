package io.sallyport.edge.names;

import io.sallyport.contract.Outcome;
import io.sallyport.http.IpAddress;
import io.vertx.core.AsyncResult;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/**
 * Names by the system's resolver, hosts file included, on threads that wait for it. Names of a domain that holds all the
 * threads it may have wait for one of them, a bounded number of them. Owner: the loop's thread.
 */
public final class SystemNames implements NameSource {
    private static final int MAX_WAITING = 64;
    /** What the C library says (EAI_AGAIN) when no name server can be asked; in other languages it counts as a plain failure. */
    private static final String TRY_AGAIN = "Temporary failure in name resolution";

    /** Looks a name up, blocking. */
    interface Lookup {
        InetAddress[] of(String name) throws UnknownHostException;
    }

    private record Waiting(String name, String domain, Taker taker) {}

    private final WorkerExecutor workers;
    private final LookupThreads threads;
    private final Lookup lookup;
    private final ArrayDeque<Waiting> waiting = new ArrayDeque<>();

    public SystemNames(Vertx vertx, LookupThreads threads) {
        this(
                vertx.createSharedWorkerExecutor("sallyport-names", LookupThreads.MOST),
                threads,
                InetAddress::getAllByName);
    }

    SystemNames(WorkerExecutor workers, LookupThreads threads, Lookup lookup) {
        this.workers = workers;
        this.threads = threads;
        this.lookup = lookup;
    }

    @Override
    public void look(String name, Taker taker) {
        Waiting asked = new Waiting(name, LookupThreads.domain(name), taker);
        if (threads.enter(asked.domain())) {
            begin(asked);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.addLast(asked);
        } else {
            taker.answered(List.of(), 0, Outcome.DNS_TIMEOUT);
        }
    }

    private void begin(Waiting asked) {
        workers.executeBlocking(() -> lookup.of(asked.name()), false).onComplete(result -> {
            threads.left(asked.domain());
            answer(result, asked.taker());
            serveNext();
        });
    }

    private void serveNext() {
        for (Iterator<Waiting> each = waiting.iterator(); each.hasNext(); ) {
            Waiting next = each.next();
            if (threads.enter(next.domain())) {
                each.remove();
                begin(next);
                return;
            }
        }
    }

    private static void answer(AsyncResult<InetAddress[]> result, Taker taker) {
        if (result.failed() && String.valueOf(result.cause().getMessage()).contains(TRY_AGAIN)) {
            taker.unavailable(Outcome.DNS_FAILED);
            return;
        }
        List<IpAddress> addresses = new ArrayList<>();
        if (result.succeeded()) {
            for (InetAddress address : result.result()) {
                addresses.add(IpAddress.of(address));
            }
        }
        taker.answered(addresses, Long.MAX_VALUE, Outcome.DNS_FAILED);
    }
}
