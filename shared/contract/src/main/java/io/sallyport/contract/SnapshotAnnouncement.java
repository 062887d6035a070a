package io.sallyport.contract;

import java.util.Objects;

/** A newer snapshot lies in the store; or it should, since somebody runs it and has found an older one there. */
public record SnapshotAnnouncement(Subject subject, long generation, String digest) {
    public SnapshotAnnouncement {
        Objects.requireNonNull(subject, "subject");
        Objects.requireNonNull(digest, "digest");
        if (generation < 1) {
            throw new IllegalArgumentException("generation: found " + generation + ", allowed: 1 or more");
        }
    }
}
