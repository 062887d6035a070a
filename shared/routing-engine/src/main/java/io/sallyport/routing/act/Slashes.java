package io.sallyport.routing.act;

/** Several slashes at the start of a path can be read as the start of an authority. */
final class Slashes {
    private Slashes() {}

    /** The path with exactly one slash at its start. */
    static String one(String path) {
        int first = 0;
        while (first < path.length() && path.charAt(first) == '/') {
            first++;
        }
        return first == 1 ? path : "/" + path.substring(first);
    }
}
