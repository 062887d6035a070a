package io.sallyport.kit.service;

import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits a while for the names of members to resolve. Containers that start together get their names one by one;
 * Hazelcast asks for a name once per attempt and would found a cluster of its own.
 */
final class MemberNames {
    private static final Logger LOG = LoggerFactory.getLogger(MemberNames.class);
    private static final Duration STEP = Duration.ofMillis(250);

    private MemberNames() {}

    /** Completes when all names resolve or the time is over, whichever comes first; never fails. */
    static Future<Void> awaitResolved(List<String> members, Duration patience) {
        int attempts = (int) Math.max(1, patience.dividedBy(STEP));
        return Future.fromCompletionStage(
                CompletableFuture.completedStage(null).thenComposeAsync(start -> attempt(members, attempts), io()));
    }

    private static CompletableFuture<Void> attempt(List<String> members, int left) {
        List<String> missing =
                members.stream().filter(member -> !resolves(member)).toList();
        if (missing.isEmpty()) {
            return CompletableFuture.completedFuture(null);
        }
        if (left <= 1) {
            LOG.warn("bus members without an address, left out for now: {}", missing);
            return CompletableFuture.completedFuture(null);
        }
        Executor later = CompletableFuture.delayedExecutor(STEP.toMillis(), TimeUnit.MILLISECONDS, io());
        return CompletableFuture.completedFuture(missing).thenComposeAsync(rest -> attempt(rest, left - 1), later);
    }

    /** A look-up blocks, and nothing else of this process runs yet: a thread for each attempt is enough. */
    private static Executor io() {
        return task -> {
            Thread thread = new Thread(task, "bus-member-names");
            thread.setDaemon(true);
            thread.start();
        };
    }

    private static boolean resolves(String member) {
        try {
            InetAddress.getByName(MemberName.parse(member).host());
            return true;
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
