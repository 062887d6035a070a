package io.sallyport.faults.load;

/** What is asked for, and so which parts of the suite have to do with it. */
public enum Kind {
    /** Something new that nobody keeps. */
    FRESH(30),
    /** One of a few things that every cache keeps for two seconds. */
    CACHED(25),
    /** The same, which may also be used stale when servers fail. */
    STALE(5),
    /** A body of 200 KB that is kept in pieces. */
    LARGE(4),
    /** A body to the server, which must come once. */
    POST(10),
    /** By one version, with X-Version. */
    PINNED(8),
    /** A user's own, which may not be anybody else's. */
    PRIVATE(6),
    /** What a rule forbids. */
    BLOCKED(6),
    /** What wants a login, with a good one. */
    LOGIN(4),
    /** The same without one. */
    NO_LOGIN(3),
    /** By the forward proxy, to a name. */
    FORWARD(8),
    /** By TLS, with a handshake of its own. */
    SECURE(4);

    private final int weight;

    Kind(int weight) {
        this.weight = weight;
    }

    /** Its part of the requests in relation to the others. */
    int weight() {
        return weight;
    }
}
