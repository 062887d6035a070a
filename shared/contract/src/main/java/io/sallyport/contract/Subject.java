package io.sallyport.contract;

/** What a snapshot is about. Each subject has one owner, one generation counter and one key in the store. */
public enum Subject {
    /** Rules and lists, owned by policy-service. */
    POLICY("policy"),
    /** Routes, clusters and endpoints, owned by router-service. */
    ROUTES("routes");

    private final String token;

    Subject(String token) {
        this.token = token;
    }

    /** The lower-case word used in store keys, JSON and metrics. */
    public String token() {
        return token;
    }
}
