package io.sallyport.edge.selftest;

/**
 * One thing that tells of a client.
 *
 * @param listener where the probe went in first
 * @param profile  under which it left
 * @param because  why that profile counts: {@code anonymity.profile}, rules, or neither
 * @param probe    which probe showed it first
 * @param kind     such as {@code address}
 * @param name     the field, or what else it was found in
 * @param value    as it came, cut to {@value #MAX_VALUE} characters
 * @param severity {@code high}, {@code medium} or {@code low}
 * @param what     in a sentence
 * @param remedy   what to change
 * @param times    how many probes showed it
 */
public record AnonymityLeak(
        String listener,
        String profile,
        String because,
        String probe,
        String kind,
        String name,
        String value,
        String severity,
        String what,
        String remedy,
        int times) {
    static final int MAX_VALUE = 200;

    public AnonymityLeak {
        value = value.length() <= MAX_VALUE ? value : value.substring(0, MAX_VALUE);
    }

    /** What makes two the same find. */
    String key() {
        return listener + "\n" + profile + "\n" + kind + "\n" + name;
    }

    AnonymityLeak again() {
        return new AnonymityLeak(
                listener, profile, because, probe, kind, name, value, severity, what, remedy, times + 1);
    }
}
