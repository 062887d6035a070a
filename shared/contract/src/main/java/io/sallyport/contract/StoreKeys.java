package io.sallyport.contract;

import io.sallyport.contract.cache.PurgePlace;
import java.util.List;

/** Names of everything Sallyport keeps in the shared store. */
public final class StoreKeys {
    private static final String PREFIX = "sallyport:";

    /** Names below which lies what an older release compares or parses byte by byte, and what checks itself. */
    private static final List<String> BYTES =
            List.of(PREFIX + "cache:", PREFIX + "blob:", PREFIX + "revision:", PREFIX + "pseudonyms:");

    private StoreKeys() {}

    /** Whether JSON under a name is a document of the suite, as against bytes of any kind. */
    public static boolean isDocument(String key) {
        return BYTES.stream().noneMatch(key::startsWith);
    }

    /** The newest snapshot of a subject, as JSON. */
    public static String snapshot(Subject subject) {
        return PREFIX + "snapshot:" + subject.token();
    }

    /** The counter that numbers a subject's snapshots; never goes backwards. */
    public static String generation(Subject subject) {
        return PREFIX + "generation:" + subject.token();
    }

    /** Which texts of a subject were in force, as JSON. */
    public static String revisions(Subject subject) {
        return PREFIX + "revisions:" + subject.token();
    }

    /** A text that was in force, as written, by the hex SHA-256 of its UTF-8. */
    public static String revisionText(Subject subject, String digest) {
        return PREFIX + "revision:" + subject.token() + ":" + digest;
    }

    /** The lease of the one instance that may publish a subject or do a duty. */
    public static String lease(String duty) {
        return PREFIX + "lease:" + duty;
    }

    /** The newest {@link io.sallyport.contract.health.HealthReport}, as JSON, for instances that start late. */
    public static String health() {
        return PREFIX + "health";
    }

    /** The newest {@link io.sallyport.contract.canary.CanaryReport}, as JSON: how far every canary has got. */
    public static String canaries() {
        return PREFIX + "canaries";
    }

    /** The newest {@link io.sallyport.contract.policy.UnlockReport}, as JSON. */
    public static String unlocks() {
        return PREFIX + "unlocks";
    }

    /** Since when each rule of an authority has been as it is, by name, as JSON. */
    public static String ruleDates() {
        return PREFIX + "rule-dates";
    }

    /** The {@link io.sallyport.contract.health.VersionHistory} of one cluster, as JSON. */
    public static String versions(String cluster) {
        return PREFIX + "versions:" + cluster;
    }

    /** The {@link io.sallyport.contract.health.HealthHistory} of one cluster, as JSON. */
    public static String healthChanges(String cluster) {
        return PREFIX + "health-changes:" + cluster;
    }

    /** The {@link PurgePlace} at the end of the purge log, as JSON. */
    public static String purges() {
        return PREFIX + "purges";
    }

    /** The {@link io.sallyport.contract.cache.PurgeEntry} at a place of the purge log, as JSON. */
    public static String purge(PurgePlace place) {
        return PREFIX + "purge:" + place.number() + ":" + place.id();
    }

    /**
     * The bucket of a shared limit.
     *
     * @param rate  tells one rate from another, so that an edit begins with full buckets
     * @param value stands for a client, user, route or field
     */
    public static String limit(String rule, String rate, String value) {
        return PREFIX + "limit:" + rule + ":" + rate + ":" + value;
    }

    /** What is known of a list that is fetched, as JSON. */
    public static String subscription(String list) {
        return PREFIX + "subscription:" + list;
    }

    /** The wish that a list be fetched now, for the instance that fetches. */
    public static String subscriptionWish(String list) {
        return PREFIX + "subscription:wish:" + list;
    }

    /** Head of immutable bytes named by the hex SHA-256 of their content, such as a list; pieces add a number. */
    public static String blob(String digest) {
        return PREFIX + "blob:" + digest;
    }

    /** The responses that edges share under one key, by the hex digest of the key. */
    public static String cached(String digest) {
        return PREFIX + "cache:key:" + digest;
    }

    /** A piece of a large body that edges share. */
    public static String cachedChunk(String object, int index) {
        return PREFIX + "cache:chunk:" + object + ":" + index;
    }

    /** Is read and written to see whether a store that failed is back; of no meaning. */
    public static String cacheTrial() {
        return PREFIX + "cache:trial";
    }

    /** The right to fetch something for all edges, by the name of the fetch. */
    public static String cacheLease(String flight) {
        return PREFIX + "cache:lease:" + flight;
    }

    /** The key of the pseudonyms of one period, by its number; it must not outlive that. */
    public static String pseudonyms(long rotateMillis, long period) {
        return PREFIX + "pseudonyms:" + rotateMillis + ":" + period;
    }

    /** The stream of access records that wait for a log-collector; names of what belongs to it begin with it. */
    public static String records() {
        return PREFIX + "records";
    }
}
