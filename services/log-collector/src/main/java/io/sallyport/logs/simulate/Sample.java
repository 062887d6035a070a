package io.sallyport.logs.simulate;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;

/**
 * What a record tells of a request that a cache may answer.
 *
 * @param edge     whose cache was asked
 * @param asked    the URL as the client wrote it, and the servers that answer it
 * @param atMicros when
 * @param bytes    of the body
 * @param answer   what became of it
 * @param ttl      seconds of freshness left, of a hit; -1 when the record does not say
 */
record Sample(String edge, CacheKey asked, long atMicros, long bytes, Fate answer, long ttl) {
    /** Longer ones are cut in records, so that two of them may be one. */
    private static final int PATH_MAX = 2048;

    /** What became of a request. */
    enum Fate {
        /** Answered from the cache. */
        HIT,
        /** Answered by a server, and stored or validated. */
        STORED,
        /** Answered by a server and not stored, because it states no lifetime. */
        UNSTATED,
        /** Answered by a server and not stored, for another reason. */
        REFUSED
    }

    /** {@code null} for a record that says nothing of the kind. */
    static Sample of(KeptRecord kept) {
        AccessRecord access = kept.access();
        boolean eligible = access.kind() == Kind.EXCHANGE
                && access.method().equals("GET")
                && !kept.isCopy()
                && access.path().length() < PATH_MAX
                && (access.status() == 200
                        || access.status() == 404
                        || access.status() == 301
                        || access.status() == 304);
        Fate fate = eligible ? fate(access.cache()) : null;
        CacheKey asked = fate == null
                ? null
                : CacheKey.parse(access.scheme() + "://" + access.authority() + access.path(), track(access));
        return asked == null
                ? null
                : new Sample(
                        kept.edge(), asked, access.startedAtMicros(), access.bytesOut(), fate, ttl(access.cache()));
    }

    /** A hit's record names neither cluster nor version, so that the route has to do; a canary's side is named. */
    private static String track(AccessRecord access) {
        boolean forward = access.direction() == Direction.FORWARD;
        boolean canary = access.track().startsWith("canary");
        return forward ? "web" : access.route() + (canary ? "#canary" : "");
    }

    private static Fate fate(String cache) {
        if (cache.startsWith("hit")) {
            return Fate.HIT;
        }
        if (!cache.startsWith("fwd=") || cache.startsWith("fwd=bypass") || cache.startsWith("fwd=method")) {
            return null;
        }
        if (cache.contains("; stored") || cache.contains("fwd-status=304") || cache.contains("; collapsed")) {
            return Fate.STORED;
        }
        boolean unstated = cache.contains("detail=no-lifetime") || cache.contains("detail=stale");
        return unstated ? Fate.UNSTATED : Fate.REFUSED;
    }

    private static long ttl(String cache) {
        int at = cache.indexOf("ttl=");
        if (!cache.startsWith("hit") || at < 0) {
            return -1;
        }
        int end = at + 4;
        while (end < cache.length() && Character.isDigit(cache.charAt(end)) && end < at + 14) {
            end++;
        }
        return end == at + 4 ? -1 : Long.parseLong(cache.substring(at + 4, end));
    }
}
