package io.sallyport.policy.api;

import io.sallyport.config.ConfigException;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.entry.ListenerLogins;
import io.sallyport.policy.engine.list.NameSet;
import io.sallyport.policy.publish.Editions;
import io.sallyport.policy.publish.PolicyEdits;
import io.sallyport.policy.publish.RunningPolicy;
import io.sallyport.policy.revision.Revision;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Policies that were in force once. Of lists, only the content that runs now is kept; where another one was in force, that is
 * said.
 */
public final class PastPolicies {
    private final Vertx vertx;
    private final Editions editions;
    private final PolicyEdits edits;
    private final List<ListenerConfig> listeners;

    public PastPolicies(Vertx vertx, Editions editions, PolicyEdits edits, List<ListenerConfig> listeners) {
        this.vertx = vertx;
        this.editions = editions;
        this.edits = edits;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * One of them.
     *
     * @param revision empty when it is older than what is kept; the table is then the one that runs
     * @param notes    in what it may differ from what was in force
     */
    record Past(PolicyTable table, Optional<Revision> revision, List<String> notes) {
        Past {
            notes = List.copyOf(notes);
        }
    }

    /** What was in force at a moment; what will be, as far as is known, when it lies ahead. */
    Future<Past> at(Instant moment, RunningPolicy running) {
        return editions.current().compose(index -> {
            Optional<Revision> found = index.at(moment);
            if (found.isEmpty()) {
                return Future.succeededFuture(
                        now(running, "no revision of that time is kept; judged by the policy that is in force now"));
            }
            Revision revision = found.get();
            return revision.digest().equals(running.snapshot().digest())
                    ? Future.succeededFuture(new Past(running.table(), found, List.of()))
                    : edits.text(revision).compose(text -> past(revision, text, running));
        });
    }

    private static Past now(RunningPolicy running, String why) {
        return new Past(running.table(), Optional.empty(), List.of(why));
    }

    private Future<Past> past(Revision revision, Optional<String> text, RunningPolicy running) {
        return text.isEmpty()
                ? Future.succeededFuture(now(
                        running,
                        "the store has lost the text of revision " + revision.number()
                                + "; judged by the policy that is in force now"))
                : vertx.executeBlocking(() -> compiled(revision, text.get(), running));
    }

    private Past compiled(Revision revision, String text, RunningPolicy running) {
        List<String> notes = new ArrayList<>();
        try {
            PoliciesDocument document = edits.document(text);
            Map<String, NameSet> lists = new HashMap<>();
            for (ListDocument list : document.lists()) {
                lists.put(list.name(), names(list.name(), revision, running, notes));
            }
            return new Past(
                    PolicyTable.compile(ListenerLogins.before(document, listeners), lists),
                    Optional.of(revision),
                    notes);
        } catch (ConfigException e) {
            return now(
                    running,
                    "the text of revision " + revision.number() + " cannot be read any more (" + e.getMessage()
                            + "); judged by the policy that is in force now");
        }
    }

    private static NameSet names(String list, Revision revision, RunningPolicy running, List<String> notes) {
        String digest = revision.lists().getOrDefault(list, "");
        if (digest.isEmpty()) {
            return NameSet.MISSING;
        }
        NameSet then = running.namesByDigest().get(digest);
        if (then != null) {
            return then;
        }
        Optional<NameSet> now = running.snapshot().lists().stream()
                .filter(each -> each.name().equals(list))
                .map(CompiledList::digest)
                .filter(running.namesByDigest()::containsKey)
                .map(running.namesByDigest()::get)
                .findFirst();
        notes.add("list " + list + " was another one then; "
                + (now.isPresent() ? "judged by what is in it now" : "it is gone, and judged as empty"));
        return now.orElseGet(() -> NameSet.of(List.of()));
    }
}
