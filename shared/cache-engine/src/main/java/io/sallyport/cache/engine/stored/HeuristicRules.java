package io.sallyport.cache.engine.stored;

import io.sallyport.http.HeaderView;
import io.sallyport.http.HttpDate;
import java.util.List;
import java.util.Set;

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

    private static final Set<Integer> STATUSES = Set.of(200, 203, 204, 206, 300, 301, 308, 404, 405, 410, 414, 501);

    /**
     * Whether a status may be cached without a stated lifetime (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9110#section-15.1">RFC 9110 section 15.1</a>).
     */
    public static boolean covers(int status) {
        return STATUSES.contains(status);
    }

    /** Seconds, 0 for no guess: the origin says nothing of a change, or sets a cookie, which is a hint at one client's own. */
    long lifetimeSeconds(int status, HeaderView response, long responseMillis) {
        List<String> lines = response.all("last-modified");
        if (share == 0 || lines.size() != 1 || response.contains("set-cookie")) {
            return 0;
        }
        long received = responseMillis / 1000;
        long modified = HttpDate.parse(lines.get(0), received);
        if (modified == HttpDate.INVALID) {
            return 0;
        }
        long date = DateField.seconds(response, received);
        long since = Math.max(0, (date == HttpDate.INVALID ? received : date) - modified);
        return Math.min((long) (share * since), status >= 400 ? errorMaxSeconds : maxSeconds);
    }
}
