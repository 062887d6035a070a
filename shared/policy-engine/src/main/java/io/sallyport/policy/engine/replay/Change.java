package io.sallyport.policy.engine.replay;

/** What a draft would have made of a request, beside the policy that runs. */
public enum Change {
    /** The same. */
    UNCHANGED,
    /** It is let through now, and would be refused. */
    NEWLY_REFUSED,
    /** It is refused now, and would be let through. */
    NEWLY_ALLOWED,
    /** It is let through, or refused, both times, by another rule or in another way. */
    OTHER_RULE,
    /** The record does not tell enough. */
    UNDECIDABLE
}
