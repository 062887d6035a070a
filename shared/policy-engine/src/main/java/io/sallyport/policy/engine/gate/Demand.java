package io.sallyport.policy.engine.gate;

/** What a gate demands of a request. */
public sealed interface Demand permits Limit, Login, Certificate, Inquiry {
    /** One word for explanations. */
    String word();
}
