package io.sallyport.edge.selftest;

import io.sallyport.contract.policy.Profile;
import java.util.Locale;

/** What tells of a client, the worst first. */
enum LeakKind {
    ADDRESS("high", false, "the client's address leaves"),
    FORWARDING("high", false, "a field that says for whom a proxy asks"),
    NAME("high", false, "a name of a user, a machine or a subscriber leaves"),
    CREDENTIAL("high", false, "what the client showed to the proxy leaves"),
    TUNNEL("high", false, "a tunnel carries other bytes than the client's"),
    DNS("high", false, "the target's name was not looked up by this proxy"),
    PSEUDONYM("high", true, "a record names the client"),
    REUSE("high", false, "a request carries something of another client's"),
    VIA("medium", true, "Via tells of a proxy"),
    SOFTWARE("medium", true, "a field tells one client from another"),
    ORDER("low", true, "order or spelling of the fields tells the client's software");

    private final String severity;
    private final boolean strictOnly;
    private final String what;

    LeakKind(String severity, boolean strictOnly, String what) {
        this.severity = severity;
        this.strictOnly = strictOnly;
        this.what = what;
    }

    /** As reports write it. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    String severity() {
        return severity;
    }

    String what() {
        return what;
    }

    /** Whether it is a leak where that profile holds; some are promised by {@code strict} alone. */
    boolean matters(Profile profile) {
        return !strictOnly || profile == Profile.STRICT;
    }
}
