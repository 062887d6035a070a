package io.sallyport.policy.engine.replay;

/** What a record may not tell of its request. */
public enum Unknown {
    /** The client's address: the record holds a pseudonym. */
    CLIENT,
    /** The client's country. */
    CLIENT_COUNTRY,
    /** The path: the record holds none, or only its beginning. */
    PATH,
    /** The user: the record holds a pseudonym. */
    USER,
    /** The groups of the user, which no record holds. */
    GROUP,
    /** The address that was dialled, or would have been. */
    DESTINATION,
    /** Its country. */
    DESTINATION_COUNTRY,
    /** Whether the request would have been within a limit that it did not meet, or that was another one. */
    LIMIT,
    /** Whether the client would have proved what a rule requires that it did not meet, or that was another one. */
    LOGIN,
    /** Whether an unlock would have lifted the block, as one did. */
    UNLOCK
}
