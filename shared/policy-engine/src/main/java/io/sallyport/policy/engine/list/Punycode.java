package io.sallyport.policy.engine.list;

import java.util.Arrays;

/** Other scripts in the letters of host names, <a href="https://datatracker.ietf.org/doc/html/rfc3492#section-6.3">RFC 3492 section 6.3</a>. */
final class Punycode {
    private static final int BASE = 36;
    private static final int T_MIN = 1;
    private static final int T_MAX = 26;
    private static final int SKEW = 38;
    private static final int DAMP = 700;
    private static final int INITIAL_BIAS = 72;
    private static final int INITIAL_N = 128;
    /** Longer labels are none; it also keeps every number below far from its limit. */
    private static final int MAX_POINTS = 63;

    private Punycode() {}

    /** Appends the code points of a label, at least one of them not ASCII; false when they are too many. */
    static boolean encode(int[] points, StringBuilder into) {
        if (points.length > MAX_POINTS) {
            return false;
        }
        int done = basic(points, into);
        int first = done;
        int n = INITIAL_N;
        int delta = 0;
        int bias = INITIAL_BIAS;
        while (done < points.length) {
            int least = n;
            int next =
                    Arrays.stream(points).filter(point -> point >= least).min().orElseThrow();
            delta += (next - n) * (done + 1);
            n = next;
            for (int point : points) {
                delta += point < n ? 1 : 0;
                if (point == n) {
                    number(delta, bias, into);
                    bias = adapted(delta, done + 1, done == first);
                    delta = 0;
                    done++;
                }
            }
            delta++;
            n++;
        }
        return true;
    }

    private static int basic(int[] points, StringBuilder into) {
        int count = 0;
        for (int point : points) {
            if (point < INITIAL_N) {
                into.append((char) point);
                count++;
            }
        }
        if (count > 0) {
            into.append('-');
        }
        return count;
    }

    private static void number(int delta, int bias, StringBuilder into) {
        int rest = delta;
        for (int k = BASE; ; k += BASE) {
            int t = Math.max(T_MIN, Math.min(T_MAX, k - bias));
            if (rest < t) {
                into.append(digit(rest));
                return;
            }
            into.append(digit(t + (rest - t) % (BASE - t)));
            rest = (rest - t) / (BASE - t);
        }
    }

    private static char digit(int value) {
        return (char) (value < 26 ? 'a' + value : '0' + value - 26);
    }

    private static int adapted(int delta, int points, boolean first) {
        int rest = first ? delta / DAMP : delta / 2;
        rest += rest / points;
        int k = 0;
        while (rest > (BASE - T_MIN) * T_MAX / 2) {
            rest /= BASE - T_MIN;
            k += BASE;
        }
        return k + (BASE - T_MIN + 1) * rest / (rest + SKEW);
    }
}
