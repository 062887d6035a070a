package io.sallyport.policy.source;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * Notices that large files changed, by their {@link FileStamp}, so that a scan costs a system call a file. A change is
 * told when two looks agree on it: a file that is being written keeps changing. Owner: the context it was opened on.
 */
public final class FileWatch {
    private final Vertx vertx;
    private final Runnable changed;
    private final long timer;
    private Map<Path, FileStamp> known = Map.of();
    private Map<Path, FileStamp> seen = Map.of();
    private boolean looking;

    private FileWatch(Vertx vertx, Duration scan, Runnable changed) {
        this.vertx = vertx;
        this.changed = changed;
        this.timer = vertx.setPeriodic(scan.toMillis(), id -> look());
    }

    /** Watches nothing until it is told what to expect. */
    public static FileWatch open(Vertx vertx, Duration scan, Runnable changed) {
        return new FileWatch(vertx, scan, changed);
    }

    /** From now on watches these files, which had these stamps when they were read. */
    public void expect(Map<Path, FileStamp> stamps) {
        known = Map.copyOf(stamps);
        seen = known;
    }

    public void close() {
        vertx.cancelTimer(timer);
        expect(Map.of());
    }

    private void look() {
        if (looking || known.isEmpty()) {
            return;
        }
        looking = true;
        Map<Path, FileStamp> before = known;
        Future<Map<Path, FileStamp>> look = vertx.executeBlocking(() -> stamps(before));
        look.onComplete((now, failure) -> {
            looking = false;
            if (failure == null && before == known) {
                judge(now);
            }
        });
    }

    private void judge(Map<Path, FileStamp> now) {
        boolean settled = now.equals(seen);
        seen = now;
        if (settled && !now.equals(known)) {
            known = now;
            changed.run();
        }
    }

    private static Map<Path, FileStamp> stamps(Map<Path, FileStamp> files) {
        Map<Path, FileStamp> stamps = new HashMap<>();
        files.keySet().forEach(file -> stamps.put(file, FileStamp.of(file)));
        return stamps;
    }
}
