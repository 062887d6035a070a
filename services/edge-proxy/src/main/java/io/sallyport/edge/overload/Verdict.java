package io.sallyport.edge.overload;

/** Whether a request or a connection is taken, and if not, why. */
public enum Verdict {
    ADMITTED("admitted"),
    /** The loop is so far behind that not even each client's first request of a moment can be taken. */
    QUEUE("queue"),
    /** The client has had its share of what the loop can do. */
    SHARE("share"),
    /** Memory is nearly used up. */
    MEMORY("memory"),
    /** The loops are so far behind that not every new connection can be taken. */
    DOOR("door"),
    /** The listener has as many connections as it may have. */
    LISTENER("listener");

    private final String token;

    Verdict(String token) {
        this.token = token;
    }

    /** The word of the metric. */
    public String token() {
        return token;
    }
}
