package io.sallyport.cache.engine;

/** Why nothing stored answers a request. */
public enum MissReason {
    /** Nothing is stored under the key. */
    URI(ForwardReason.URI_MISS),
    /** What is stored was selected by other request fields. */
    VARY(ForwardReason.VARY_MISS);

    private final ForwardReason forward;

    MissReason(ForwardReason forward) {
        this.forward = forward;
    }

    public ForwardReason forward() {
        return forward;
    }
}
