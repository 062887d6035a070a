package io.sallyport.policy.compile;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.policy.engine.list.NameSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A policy that lacks nothing but a number.
 *
 * @param digest        hex SHA-256 of document and lists
 * @param namesByDigest the content of the lists
 * @param reports       what reading them has shown, by name; none for a list that is missing
 */
public record CompiledPolicy(
        String digest,
        PoliciesDocument document,
        List<CompiledList> lists,
        Map<String, NameSet> namesByDigest,
        Map<String, ListReport> reports) {
    public CompiledPolicy {
        lists = List.copyOf(lists);
        namesByDigest = Map.copyOf(namesByDigest);
        reports = Map.copyOf(reports);
    }

    static CompiledPolicy of(PoliciesDocument document, ListSection lists) {
        PolicySnapshot content = new PolicySnapshot(0, "", Instant.EPOCH, document, lists.compiled);
        String digest = Digests.sha256(JsonCodec.bytes(content).getBytes());
        return new CompiledPolicy(digest, document, lists.compiled, lists.byDigest, lists.reports);
    }

    public PolicySnapshot snapshot(long generation, Instant producedAt) {
        return new PolicySnapshot(generation, digest, producedAt, document, lists);
    }
}
