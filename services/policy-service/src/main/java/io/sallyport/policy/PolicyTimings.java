package io.sallyport.policy;

import io.sallyport.kit.config.DocumentWatch;
import io.sallyport.kit.snapshot.SnapshotTimings;
import java.time.Duration;

/**
 * How fast the service notices and tells.
 *
 * @param scan time between two looks at the document and at list files
 */
record PolicyTimings(Duration scan, SnapshotTimings snapshots) {
    static PolicyTimings defaults() {
        return new PolicyTimings(DocumentWatch.SCAN, SnapshotTimings.defaults());
    }
}
