package io.sallyport.policy.engine.disclosure;

/**
 * Says of a browser its family and main version, in the words of the most common one of that family, and of any other
 * program its name and version; never the system, the device or what else stands in a {@code User-Agent}.
 */
final class UserAgents {
    private static final int LONGEST = 64;
    private static final int DIGITS = 4;

    private UserAgents() {}

    static String general(String written) {
        if (!written.startsWith("Mozilla/")) {
            return program(written);
        }
        String firefox = version(written, "Firefox/");
        if (!firefox.isEmpty()) {
            return "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:" + firefox + ".0) Gecko/20100101 Firefox/" + firefox
                    + ".0";
        }
        String chrome = version(written, "Chrome/");
        if (!chrome.isEmpty()) {
            boolean mobile = written.contains("Mobile");
            return "Mozilla/5.0 (" + (mobile ? "Linux; Android 10; K" : "Windows NT 10.0; Win64; x64")
                    + ") AppleWebKit/537.36 (KHTML, like Gecko) Chrome/" + chrome + ".0.0.0 "
                    + (mobile ? "Mobile " : "") + "Safari/537.36";
        }
        String safari = written.contains("Safari/") ? version(written, "Version/") : "";
        return safari.isEmpty()
                ? "Mozilla/5.0"
                : "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/"
                        + safari + ".0 Safari/605.1.15";
    }

    /** The digits behind a product's name, up to the first dot; empty when there are none. */
    private static String version(String written, String product) {
        int at = written.indexOf(product);
        if (at < 0) {
            return "";
        }
        int start = at + product.length();
        int end = start;
        while (end < written.length() && end < start + DIGITS && isDigit(written.charAt(end))) {
            end++;
        }
        return written.substring(start, end);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** The first product (RFC 9110 section 10.1.5), such as {@code git/2.43.0}. */
    private static String program(String written) {
        int end = 0;
        while (end < written.length() && end < LONGEST && " (;,".indexOf(written.charAt(end)) < 0) {
            end++;
        }
        return written.substring(0, end);
    }
}
