package io.sallyport.http.tls;

/** What the first bytes of a connection turned out to be. */
public sealed interface Hello {
    /** Not known before more bytes have come. */
    record Pending() implements Hello {}

    /** Not TLS. */
    record Other() implements Hello {}

    /**
     * Begins as TLS and is no ClientHello that can be read.
     *
     * @param reason in a few words
     */
    record Unreadable(String reason) implements Hello {}

    /**
     * A whole ClientHello.
     *
     * @param name      in lower case without a trailing dot; empty when the client names none
     * @param encrypted whether there is a second, encrypted name; a client that only pretends cannot be told from one that
     *     has one
     */
    record Client(String name, boolean encrypted) implements Hello {}

    Hello PENDING = new Pending();
    Hello OTHER = new Other();
}
