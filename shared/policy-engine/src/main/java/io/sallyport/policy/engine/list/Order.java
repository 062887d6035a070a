package io.sallyport.policy.engine.list;

/** What decides when a host is covered by a listed name and by an exception as well. */
enum Order {
    /** The exception, unless the listed name is important; so do AdBlock lists. */
    EXCEPTIONS,
    /**
     * The name with the most labels, a name itself before those below another; so do response policy zones (section
     * 5.3 of draft-vixie-dnsop-dns-rpz).
     */
    CLOSEST;

    private static final Order[] ALL = values();

    /** By its place in the stored form of {@link NameSet}. */
    static Order of(int ordinal) {
        if (ordinal < 0 || ordinal >= ALL.length) {
            throw new IllegalArgumentException("found order " + ordinal + ", allowed: 0 to " + (ALL.length - 1));
        }
        return ALL[ordinal];
    }
}
