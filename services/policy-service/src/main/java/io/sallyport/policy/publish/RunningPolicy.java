package io.sallyport.policy.publish;

import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.list.NameSet;
import java.util.Map;

/** The snapshot in the store, compiled as an edge compiles it. */
public record RunningPolicy(PolicySnapshot snapshot, PolicyTable table, Map<String, NameSet> namesByDigest) {
    public RunningPolicy {
        namesByDigest = Map.copyOf(namesByDigest);
    }
}
