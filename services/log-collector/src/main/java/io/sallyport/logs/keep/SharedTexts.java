package io.sallyport.logs.keep;

import io.sallyport.contract.log.AccessRecord;

/**
 * Lets records share equal texts, so that ten thousand records of one host hold its name once. A fixed table of the
 * texts seen last, one per slot: a lookup is one hash and one comparison, and nothing grows. Not thread-safe.
 */
public final class SharedTexts {
    private static final int SLOTS = 1 << 14;

    private final String[] slots = new String[SLOTS];

    /** The same record, made of shared texts where they are likely to repeat; the path seldom does. */
    public AccessRecord share(AccessRecord r) {
        return new AccessRecord(
                r.sequence(),
                r.startedAtMicros(),
                r.totalMicros(),
                r.headMicros(),
                r.kind(),
                r.direction(),
                share(r.listener()),
                share(r.protocol()),
                share(r.client()),
                share(r.method()),
                share(r.scheme()),
                share(r.authority()),
                r.path(),
                r.status(),
                r.outcome(),
                share(r.rule()),
                share(r.route()),
                share(r.cluster()),
                share(r.endpoint()),
                share(r.version()),
                share(r.cache()),
                r.bytesIn(),
                r.bytesOut(),
                r.policyGeneration(),
                r.routeGeneration(),
                share(r.userAgent()),
                r.requestId(),
                share(r.user()),
                share(r.track()),
                r.attempts(),
                share(r.exit()),
                share(r.list()),
                share(r.clientCountry()),
                share(r.destinationCountry()),
                share(r.reported()),
                r.traceId(),
                r.connectMicros(),
                share(r.tls()),
                share(r.detail()));
    }

    /** An equal text: one handed out before if it is still remembered, else the one given. */
    public String share(String text) {
        int hash = text.hashCode();
        int slot = (hash ^ (hash >>> 16)) & (SLOTS - 1);
        String known = slots[slot];
        if (text.equals(known)) {
            return known;
        }
        slots[slot] = text;
        return text;
    }
}
