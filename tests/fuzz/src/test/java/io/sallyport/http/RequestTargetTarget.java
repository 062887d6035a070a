package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;

/**
 * Paths: one reading for policy, cache key, route and origin. What goes out reads as itself, no dot segment is left in any
 * spelling, and normal forms do not change when they are made again.
 */
public final class RequestTargetTarget {
    private RequestTargetTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        RequestTarget target = Cost.of(input.length, () -> RequestTarget.parse(text));
        Cost.atLength(input, bytes -> RequestTarget.parse(Input.wire(bytes)));
        if (target == null) {
            return;
        }
        Check.same(target.raw(), target.query() == null ? target.path() : target.path() + "?" + target.query());
        Check.same(RequestTarget.parse(target.raw()), target);
        Check.oneLine(target.raw());
        Check.that(target.raw().indexOf(' ') < 0, "a blank in " + target.raw());
        if (!target.path().equals("*")) {
            paths(target.path());
        }
        Cost.atLength(input, bytes -> PathReading.careless(PathReading.canonical(Input.wire(bytes))));
    }

    private static void paths(String path) {
        String canonical = PathReading.canonical(path);
        Check.same(PathReading.canonical(canonical), canonical);
        Check.that(!PathReading.isPlain(path) || canonical.equals(path), "plain, and yet another: " + path);
        for (String segment : canonical.split("/", -1)) {
            Check.that(!segment.equals(".") && !segment.equals(".."), "a dot segment in " + canonical);
        }
        Check.same(slashes(canonical), slashes(path));
        String careless = PathReading.careless(canonical);
        if (careless != null) {
            Check.that(careless.startsWith("/") && !careless.contains("//"), "segments of " + careless);
            Check.that(!careless.contains("/../") && !careless.contains(";"), "a careless reading of " + careless);
        }
    }

    private static long slashes(String path) {
        return path.chars().filter(c -> c == '/').count();
    }
}
