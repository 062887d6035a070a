package io.sallyport.kit.redis;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Why a server did not carry out a call, in one word for metrics and one sentence for people. */
public enum Trouble {
    /** Nobody listens, or no route. */
    UNREACHABLE("cannot be reached", true),
    /** No answer in time, be it frozen, slow or cut off. */
    SILENT("gives no answer in time", true),
    /** The connection ended with the call on it. */
    ENDED("ended the connection", true),
    /** What came is no answer of a Redis within our bounds. */
    GARBLED("speaks no Redis that we accept", true),
    /** The certificate, ours or theirs. */
    TLS("no TLS could be agreed on", true),
    /** Sentinels know no primary, or name one that is none. */
    NO_PRIMARY("no primary is known", true),
    /** Of a cluster that does not serve all slots. */
    CLUSTER_DOWN("the cluster is down or serves the key no more", true),
    /** It reads its data from disk. */
    LOADING("is loading its data", true),
    /** A replica that has lost its primary. */
    ORPHANED("is a replica without its primary", true),
    /** A script or module runs for too long. */
    BUSY("is busy with a long script", true),
    /** It wants a login. */
    LOGIN_WANTED("wants a login: set store.user and store.password", true),
    /** It does not know ours. */
    LOGIN_REFUSED("refuses user or password", true),
    /** The user may not do this. */
    FORBIDDEN("the user lacks a right: docs/store.md has the ACL rule", false),
    /** Its memory is full and nothing may go. */
    FULL("is full and takes no writes: raise maxmemory or evict", false),
    /** It is a replica. */
    READ_ONLY("is a replica and takes no writes", false),
    /** It cannot write to its disk and takes no writes for that. */
    DISK("cannot save to its disk and takes no writes", false),
    /** Fewer replicas than it wants. */
    REPLICAS_MISSING("has too few replicas and takes no writes", false),
    /** We did not ask: it failed too often in a row. */
    PAUSED("is left alone for a moment after failures", true),
    /** We did not ask: too much is under way. */
    CROWDED("too many calls are in flight", false),
    /** Another server of the cluster has the key; we go there. */
    MOVED("has given the key to another server", false),
    /** What the call wanted cannot be done, such as counting what is no number. */
    REFUSED("refuses the call", false);

    private record Prefix(String text, Trouble trouble) {}

    private static final List<Prefix> PREFIXES = List.of(
            new Prefix("OOM", FULL),
            new Prefix("READONLY", READ_ONLY),
            new Prefix("MISCONF", DISK),
            new Prefix("NOREPLICAS", REPLICAS_MISSING),
            new Prefix("LOADING", LOADING),
            new Prefix("MASTERDOWN", ORPHANED),
            new Prefix("BUSYGROUP", REFUSED),
            new Prefix("BUSY", BUSY),
            new Prefix("NOAUTH", LOGIN_WANTED),
            new Prefix("WRONGPASS", LOGIN_REFUSED),
            new Prefix("ERR invalid password", LOGIN_REFUSED),
            new Prefix("ERR AUTH", LOGIN_REFUSED),
            new Prefix("ERR Client sent AUTH", LOGIN_REFUSED),
            new Prefix("NOPERM", FORBIDDEN),
            new Prefix("CLUSTERDOWN", CLUSTER_DOWN),
            new Prefix("TRYAGAIN", CLUSTER_DOWN),
            new Prefix("MOVED ", MOVED),
            new Prefix("ASK ", MOVED),
            new Prefix("ILLEGAL_STATE", GARBLED));
    private static final int QUOTED_MAX = 160;

    private final String word;
    private final boolean ofConnection;

    Trouble(String word, boolean ofConnection) {
        this.word = word;
        this.ofConnection = ofConnection;
    }

    /** Label of metrics, such as {@code no-primary}. */
    public String token() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String word() {
        return word;
    }

    /** Whether nothing at all goes through, so that a call that does shows that it is over. */
    boolean isOfConnection() {
        return ofConnection;
    }

    /** Whether it says anything about the server rather than about the one call. */
    boolean isOfServer() {
        return this != REFUSED && this != CROWDED && this != MOVED;
    }

    static Trouble of(Throwable failure) {
        if (failure instanceof RedisFailure known) {
            return known.trouble();
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return TLS;
            }
            if (cause instanceof TimeoutException || isTimeout(cause)) {
                return SILENT;
            }
            if (cause instanceof ConnectException || cause instanceof UnknownHostException) {
                return UNREACHABLE;
            }
        }
        return ofText(String.valueOf(failure.getMessage()));
    }

    private static boolean isTimeout(Throwable cause) {
        return cause.getClass().getSimpleName().contains("TimeoutException");
    }

    private static Trouble ofText(String text) {
        for (Prefix prefix : PREFIXES) {
            if (text.startsWith(prefix.text())) {
                return prefix.trouble();
            }
        }
        String low = text.toLowerCase(Locale.ROOT);
        boolean ended = low.contains("closed") || low.contains("reset") || low.contains("broken pipe");
        return ended ? ENDED : REFUSED;
    }

    /** The sentence with what the server said, as far as it can be shown. */
    String sentence(Throwable failure) {
        String said = failure == null ? null : failure.getMessage();
        boolean clear = this == SILENT || this == ENDED || failure instanceof RedisFailure;
        return clear || said == null || said.isBlank() ? word : word + " (" + shown(said) + ")";
    }

    private static String shown(String said) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < said.length() && out.length() < QUOTED_MAX; i++) {
            char c = said.charAt(i);
            out.append(c < ' ' || c == 127 ? ' ' : c);
        }
        return out.toString().strip();
    }
}
