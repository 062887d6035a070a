package io.sallyport.contract.policy;

/** How much of a client of the forward side shows in what leaves, and in our own records. */
public enum Profile {
    /** Origins learn who asks: {@code X-Forwarded-For} with the client's address, {@code Via}. */
    TRANSPARENT,
    /** Origins learn that a proxy asks and not for whom; our records hold the client's address. */
    STANDARD,
    /** Nothing that leaves tells of a client or of a proxy; our records hold a pseudonym that changes. */
    STRICT
}
