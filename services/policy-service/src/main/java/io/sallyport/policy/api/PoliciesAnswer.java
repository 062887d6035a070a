package io.sallyport.policy.api;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import java.time.Instant;
import java.util.List;

/**
 * What the suite runs.
 *
 * @param problem why the file on disk was refused; empty when it was not
 * @param leads   whether this instance publishes
 */
public record PoliciesAnswer(
        long generation,
        String digest,
        Instant producedAt,
        String problem,
        boolean leads,
        List<CompiledList> lists,
        PoliciesDocument document) {
    static PoliciesAnswer of(PolicySnapshot snapshot, String problem, boolean leads) {
        return new PoliciesAnswer(
                snapshot.generation(),
                snapshot.digest(),
                snapshot.producedAt(),
                problem,
                leads,
                snapshot.lists(),
                snapshot.document().shown());
    }
}
