package io.sallyport.policy.publish;

import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.list.NameSet;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Follows the snapshots in the store, so that an instance answers for what the suite runs, also when another
 * instance published it. Owner: the verticle's context; the current value may be read from any thread.
 */
final class RunningPolicies {
    private final Vertx vertx;
    private final ListShelf shelf;
    private final Supplier<Map<String, NameSet>> compiledHere;
    private final List<ListenerConfig> listeners;
    private volatile Optional<RunningPolicy> current = Optional.empty();

    /**
     * @param compiledHere lists that need not be fetched, by digest
     * @param listeners    those of the suite, whose logins stand before all rules
     */
    RunningPolicies(
            Vertx vertx, ListShelf shelf, Supplier<Map<String, NameSet>> compiledHere, List<ListenerConfig> listeners) {
        this.listeners = List.copyOf(listeners);
        this.vertx = vertx;
        this.shelf = shelf;
        this.compiledHere = compiledHere;
    }

    Optional<RunningPolicy> current() {
        return current;
    }

    Future<Void> apply(PolicySnapshot snapshot) {
        Map<String, NameSet> byDigest = new HashMap<>();
        Set<String> missing = new HashSet<>();
        for (CompiledList list : snapshot.lists()) {
            if (list.absent()) {
                continue;
            }
            known(list.digest())
                    .ifPresentOrElse(names -> byDigest.put(list.digest(), names), () -> missing.add(list.digest()));
        }
        return shelf.fetch(missing, byDigest)
                .compose(fetched -> vertx.executeBlocking(() -> compile(snapshot, byDigest)))
                .onSuccess(running -> current = Optional.of(running))
                .mapEmpty();
    }

    private Optional<NameSet> known(String digest) {
        NameSet here = compiledHere.get().get(digest);
        return Optional.ofNullable(here)
                .or(() -> current.map(running -> running.namesByDigest().get(digest)));
    }

    private RunningPolicy compile(PolicySnapshot snapshot, Map<String, NameSet> byDigest) {
        Map<String, NameSet> byName = new HashMap<>();
        snapshot.lists()
                .forEach(
                        list -> byName.put(list.name(), list.absent() ? NameSet.MISSING : byDigest.get(list.digest())));
        PolicyTable table = PolicyTable.compile(ListenerLogins.before(snapshot.document(), listeners), byName);
        return new RunningPolicy(snapshot, table, byDigest);
    }
}
