package io.sallyport.policy.gate;

/** What a gate demands of a request. */
public sealed interface Demand permits Limit {
    /** One word for explanations. */
    String word();
}
