package io.sallyport.edge.shared;

import io.sallyport.contract.cache.LeaseNote;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The leases that one loop holds, renewed by one sweep and ended together when the loop stops. Owner: the loop's thread.
 */
final class LeaseBook {
    static final int LEASES_MAX = 10_000;

    /** Who waits has gone on long before; what is still not at its end must not hold newcomers back for ever. */
    static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(10);

    private final BusCalls calls;
    private final Instances instances;
    private final TierFigures figures;
    private final long renewNanos;
    private final Set<HeldLease> open = new LinkedHashSet<>();
    private boolean closed;

    LeaseBook(BusCalls calls, Instances instances, TierFigures figures, long renewNanos) {
        this.calls = calls;
        this.instances = instances;
        this.figures = figures;
        this.renewNanos = renewNanos;
    }

    /** A lease that the instance has given; {@code null}, and given back at once, when there are too many. */
    @Nullable
    HeldLease open(Instance instance, byte[] key, String token, long now) {
        HeldLease lease = new HeldLease(this, instance, key, token, now);
        if (closed || open.size() >= LEASES_MAX) {
            tell(lease, LeaseNote.State.GIVEN_UP);
            return null;
        }
        open.add(lease);
        figures.leases(1);
        return lease;
    }

    void remove(HeldLease lease) {
        if (open.remove(lease)) {
            figures.leases(-1);
        }
    }

    /** Another instance understands as well: leases lie in the store. */
    void tell(HeldLease lease, LeaseNote.State state) {
        Instance keeper = instances.keeper(lease.instance(), lease.key(), calls.now());
        Instance told = keeper == null ? lease.instance() : keeper;
        calls.tell(told.lease(), new LeaseNote(lease.key(), lease.token(), state));
    }

    /** Renews what is due. */
    void sweep(long now) {
        ArrayList<HeldLease> over = null;
        for (HeldLease lease : open) {
            if (now - lease.since() >= LONGEST_NANOS) {
                over = over == null ? new ArrayList<>() : over;
                over.add(lease);
            } else if (now - lease.renewed() >= renewNanos) {
                lease.renewed(now);
                tell(lease, LeaseNote.State.UNDER_WAY);
            }
        }
        if (over != null) {
            over.forEach(lease -> lease.giveUp(false));
        }
    }

    /** Gives every lease up, and those that still come. */
    void close() {
        closed = true;
        new ArrayList<>(open).forEach(lease -> lease.giveUp(false));
    }

    int size() {
        return open.size();
    }
}
