package io.sallyport.kit.caller;

/** Whether a call may pass. */
public sealed interface Verdict {
    /** Who called, as far as that is known. */
    Caller caller();

    /** Whether the call would change something. */
    boolean changes();

    /** It may. */
    record Admitted(Caller caller, boolean changes) implements Verdict {}

    /**
     * It may not.
     *
     * @param detail    for the caller
     * @param challenge value of WWW-Authenticate; empty for none
     */
    record Refused(Caller caller, boolean changes, int status, String detail, String challenge) implements Verdict {}
}
