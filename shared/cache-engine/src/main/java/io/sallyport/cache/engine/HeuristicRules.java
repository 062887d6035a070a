package io.sallyport.cache.engine;

/**
 * Lifetimes of responses that state none (<a href="https://datatracker.ietf.org/doc/html/rfc9111#section-4.2.2">RFC 9111
 * section 4.2.2</a>).
 *
 * @param share           part of the time since Last-Modified, 0 to 1; 0: no such lifetime
 * @param maxSeconds      the longest one
 * @param errorMaxSeconds the longest one with a status from 400 on
 */
public record HeuristicRules(double share, long maxSeconds, long errorMaxSeconds) {
    /** A tenth, at most a day, of errors a minute. */
    public static final HeuristicRules USUAL = new HeuristicRules(0.1, 86_400, 60);

    /** No guesses. */
    public static final HeuristicRules NONE = new HeuristicRules(0, 0, 0);
}
