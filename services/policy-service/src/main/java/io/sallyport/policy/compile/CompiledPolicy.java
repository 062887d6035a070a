package io.sallyport.policy.compile;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.PolicySnapshot.CompiledList;
import io.sallyport.kit.bus.JsonCodec;
import io.sallyport.policy.engine.NameSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A policy that lacks nothing but a number.
 *
 * @param digest        hex SHA-256 of document and lists
 * @param namesByDigest the content of the lists
 */
public record CompiledPolicy(
        String digest, PoliciesDocument document, List<CompiledList> lists, Map<String, NameSet> namesByDigest) {
    public CompiledPolicy {
        lists = List.copyOf(lists);
        namesByDigest = Map.copyOf(namesByDigest);
    }

    static CompiledPolicy of(PoliciesDocument document, List<CompiledList> lists, Map<String, NameSet> namesByDigest) {
        PolicySnapshot content = new PolicySnapshot(0, "", Instant.EPOCH, document, lists);
        String digest = Digests.sha256(JsonCodec.bytes(content).getBytes());
        return new CompiledPolicy(digest, document, lists, namesByDigest);
    }

    public PolicySnapshot snapshot(long generation, Instant producedAt) {
        return new PolicySnapshot(generation, digest, producedAt, document, lists);
    }
}
