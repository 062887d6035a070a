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
     * @param digest  hex SHA-256 of the compiled bytes; empty for a list that nobody has got hold of yet
     * @param names   distinct names in it
     * @param skipped lines that were not understood
     */
    public record CompiledList(String name, String digest, long names, long skipped) {
        /** Nothing is known of its names: rules that refuse by it apply to every site, rules that allow by it to none. */
        public static CompiledList missing(String name) {
            return new CompiledList(name, "", 0, 0);
        }

        /** Whether nothing is known of its names. */
        public boolean absent() {
            return digest.isEmpty();
        }
    }

    public PolicySnapshot {
        lists = List.copyOf(lists);
    }

    @Override
    public Subject subject() {
        return Subject.POLICY;
    }
}
