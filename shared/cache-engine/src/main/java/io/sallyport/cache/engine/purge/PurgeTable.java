package io.sallyport.cache.engine.purge;

import io.sallyport.cache.engine.purge.PurgeVerdict.Kind;
import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.PurgeSequence;
import io.sallyport.contract.cache.PurgeTarget;
import java.util.List;

/**
 * Everything that was purged, bounded. A response carries as of which {@link #now} it was fetched; held against the table
 * it is kept, stale or gone by the purges after that. A purge touches no response, and a look at one costs a comparison
 * while nothing is purged.
 *
 * <p>What does not fit is not forgotten: a mark that makes room leaves behind that older responses of its kind are unsure.
 * URLs and groups are known by 64-bit sums under a seed that nobody outside knows; two that agree cost a validation.
 *
 * <p>Safe from any thread: one writer at a time, readers never wait. A reader that takes {@link #now} before it asks for a
 * verdict may write it down as checked.
 */
public final class PurgeTable {
    private final TargetSums sums;
    private final Marks urls;
    private final Marks groups;
    private final PrefixMarks prefixes;

    /** Of what was carried out last. */
    private volatile long latest;

    private volatile long number;
    private volatile long allSoft;
    private volatile long allUnsure;
    private volatile long allGone;

    /**
     * @param seed of the sums; a random number, so that nobody can make URLs that agree
     * @param marks URLs and groups that are told apart, each
     */
    public PurgeTable(long seed, int marks) {
        this.sums = new TargetSums(seed);
        this.urls = new Marks(marks);
        this.groups = new Marks(marks);
        this.prefixes = new PrefixMarks();
    }

    /** 65536 URLs and as many groups: 3 MiB. */
    public PurgeTable(long seed) {
        this(seed, 1 << 16);
    }

    /**
     * As of now; to be taken before a request leaves, for its response. When the count within a number is used up, it stays one
     * short of the latest: what is fetched from then on cannot be told from what was fetched before, and goes with it.
     */
    public long now() {
        long last = latest;
        return last == PurgeSequence.last(PurgeSequence.number(last)) ? last - 1 : last;
    }

    /** Whether nothing has been purged since: the quick question before a verdict. */
    public boolean isClean(long sequence) {
        return sequence >= latest;
    }

    /** The last number of the log that was reached; 0 before the first. */
    public long number() {
        return number;
    }

    /** Carries out what has no number yet, or what this process has found out by itself: at once. */
    public synchronized void carryOut(List<PurgeTarget> targets, boolean hard) {
        long sequence = next();
        targets.forEach(target -> mark(target, hard, sequence));
        latest = sequence;
    }

    /** Carries out what stands in the log; in any order, and for sure only when {@link #reached} has said the last number. */
    public synchronized void carryOut(long itsNumber, List<PurgeTarget> targets, boolean hard) {
        long sequence = Math.max(PurgeSequence.of(itsNumber), next());
        targets.forEach(target -> mark(target, hard, sequence));
    }

    /** All of the log up to a number is carried out. */
    public synchronized void reached(long lastNumber) {
        number = Math.max(number, lastNumber);
        latest = Math.max(PurgeSequence.of(lastNumber), next());
    }

    /**
     * Purges have been missed: what was fetched before is unsure.
     *
     * @param lastNumber of the log as it stands; 0 when it is empty
     */
    public synchronized void missed(long lastNumber) {
        long sequence = Math.max(PurgeSequence.of(lastNumber), next());
        allUnsure = sequence;
        number = Math.max(number, lastNumber);
        latest = sequence;
    }

    /** The log cannot be read further back than to a number: what was fetched before that is unsure. */
    public synchronized void knownSince(long firstNumber) {
        long sequence = PurgeSequence.of(firstNumber);
        allUnsure = Math.max(allUnsure, sequence);
        latest = Math.max(latest, sequence);
    }

    private long next() {
        return Math.min(latest + 1, PurgeSequence.last(PurgeSequence.number(latest)));
    }

    private void mark(PurgeTarget target, boolean hard, long sequence) {
        switch (target.scope()) {
            case URL -> markUrl(target.value(), hard, sequence);
            case PREFIX -> prefixes.add(target.value(), hard, sequence);
            case GROUP -> groups.mark(sums.group(target.origin(), target.value()), hard, sequence);
            case EVERYTHING -> {
                if (hard) {
                    allGone = Math.max(allGone, sequence);
                } else {
                    allSoft = Math.max(allSoft, sequence);
                }
            }
        }
    }

    private void markUrl(String url, boolean hard, long sequence) {
        CacheKey key = CacheKey.parse(url, "");
        if (key != null) {
            urls.mark(sums.url(key), hard, sequence);
        }
    }

    /**
     * What the purges after {@code clean} leave of a response.
     *
     * @param clean up to where it is known that none concerns it
     */
    public PurgeVerdict verdict(long clean, CacheKey key, CacheGroups of) {
        if (isClean(clean)) {
            return PurgeVerdict.KEPT;
        }
        PurgeVerdict verdict = PurgeVerdict.of(Kind.GONE, allGone, clean)
                .and(PurgeVerdict.of(Kind.UNSURE, allUnsure, clean))
                .and(PurgeVerdict.of(Kind.SOFT, allSoft, clean));
        if (urls.latest() > clean) {
            verdict = verdict.and(urls.verdict(sums.url(key), clean));
        }
        if (groups.latest() > clean && !of.isEmpty()) {
            verdict = verdict.and(byGroups(clean, key, of));
        }
        return prefixes.latest() > clean ? verdict.and(prefixes.verdict(key, clean)) : verdict;
    }

    /** Of the last purge that may concern a response of which only the key is known; 0 for none. */
    public long lastConcerning(CacheKey key) {
        long all = Math.max(allGone, Math.max(allUnsure, allSoft));
        long some = Math.max(urls.newest(sums.url(key)), prefixes.newest(key));
        return Math.max(Math.max(all, some), groups.latest());
    }

    private PurgeVerdict byGroups(long clean, CacheKey key, CacheGroups of) {
        PurgeVerdict verdict =
                of.isIncomplete() ? PurgeVerdict.of(Kind.UNSURE, groups.latest(), clean) : PurgeVerdict.KEPT;
        long origin = sums.origin(key);
        for (String name : of.names()) {
            verdict = verdict.and(groups.verdict(sums.group("", name), clean))
                    .and(groups.verdict(sums.group(origin, name), clean));
        }
        return verdict;
    }
}
