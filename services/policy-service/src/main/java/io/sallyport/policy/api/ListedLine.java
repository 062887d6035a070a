package io.sallyport.policy.api;

import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.policy.compile.ListReport;
import io.sallyport.policy.engine.list.LineSearch.FoundLine;
import io.sallyport.policy.lookup.LineDesk;
import io.sallyport.policy.lookup.LineDesk.Lines;
import io.sallyport.policy.publish.PolicyRollout;
import io.sallyport.policy.publish.RunningPolicy;
import io.vertx.core.Future;
import java.util.Optional;

/**
 * The line of a list that names a site, as far as its text can be read at the moment: an explanation is worth having
 * without.
 */
public final class ListedLine {
    private final PolicyRollout rollout;
    private final LineDesk desk;

    public ListedLine(PolicyRollout rollout, LineDesk desk) {
        this.rollout = rollout;
        this.desk = desk;
    }

    /**
     * Looks for it.
     *
     * @param list   the list that decided; empty when none did
     * @param listed the name on it
     * @param host   the site asked for
     */
    Future<Optional<FoundLine>> find(RunningPolicy running, String list, String listed, String host) {
        return running.snapshot().document().lists().stream()
                .filter(document -> document.name().equals(list))
                .findFirst()
                .flatMap(document -> report(running, list).map(report -> desk.find(document, report, host)))
                .map(found -> found.map(lines -> line(lines, listed)).otherwise(Optional.empty()))
                .orElseGet(() -> Future.succeededFuture(Optional.empty()));
    }

    private static Optional<FoundLine> line(Lines lines, String listed) {
        return lines.found().stream()
                .filter(line -> !line.exception() && line.name().equals(listed))
                .findFirst();
    }

    /** Of the text that is in force, if it was read here. */
    private Optional<ListReport> report(RunningPolicy running, String list) {
        Optional<String> digest = running.snapshot().lists().stream()
                .filter(compiled -> compiled.name().equals(list))
                .map(CompiledList::digest)
                .findFirst();
        return rollout.report(list)
                .filter(report -> digest.isPresent() && digest.get().equals(report.digest()));
    }
}
