package io.sallyport.contract.policy;

import io.sallyport.contract.Snapshot;
import io.sallyport.contract.Subject;
import java.time.Instant;
import java.util.List;

/**
 * Numbered rules with their compiled lists. A list's content lies in the store under its digest, so that unchanged
 * lists are not moved again.
 */
public record PolicySnapshot(
        long generation, String digest, Instant producedAt, PoliciesDocument document, List<CompiledList> lists)
        implements Snapshot {

    /**
     * Where a compiled list lies.
     *
     * @param name    as in the document
     * @param digest  hex SHA-256 of the compiled bytes
     * @param names   distinct names in it
     * @param skipped lines that were not understood
     */
    public record CompiledList(String name, String digest, long names, long skipped) {}

    public PolicySnapshot {
        lists = List.copyOf(lists);
    }

    @Override
    public Subject subject() {
        return Subject.POLICY;
    }
}
