package io.sallyport.routing.canary.progress;

/** What the gates say of the figures. */
sealed interface Verdict {
    /** Nothing speaks against the canary. */
    record Sound() implements Verdict {}

    /** It is beyond a limit, but by so little that it may be chance: it must not go up, nor back. */
    record Doubtful(String reason) implements Verdict {}

    /** It is worse than allowed, and not by chance. */
    record Failed(String reason) implements Verdict {}
}
