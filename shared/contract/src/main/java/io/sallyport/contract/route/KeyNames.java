package io.sallyport.contract.route;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;

/** What may be named in the rules of the cache. */
final class KeyNames {
    private static final int MAX_PARAMETERS = 100;
    private static final int MAX_FIELDS = 8;
    private static final int MAX_LENGTH = 64;
    private static final String TOKEN_SYMBOLS = "!#$%&'*+-.^_`|~";

    /** In the key already, without influence on what is stored, of one connection only, or secret. */
    private static final Set<String> UNFIT = Set.of(
            "authorization",
            "cache-control",
            "connection",
            "content-length",
            "cookie",
            "date",
            "expect",
            "forwarded",
            "from",
            "host",
            "http2-settings",
            "keep-alive",
            "pragma",
            "range",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "via",
            "x-request-id",
            "x-real-ip");

    private static final List<String> UNFIT_BEGINNINGS = List.of("if-", "proxy-", "x-forwarded", "x-client-cert");

    private KeyNames() {}

    static List<String> parameters(List<String> names, String key) {
        String allowed = "up to " + MAX_PARAMETERS + " parameters of 1 to " + MAX_LENGTH
                + " visible characters without & and =, with * at the end for a beginning, such as utm_*";
        return checked(names, key, MAX_PARAMETERS, KeyNames::isParameter, allowed);
    }

    private static boolean isParameter(String name) {
        int star = name.indexOf('*');
        return (star < 0 || star == name.length() - 1)
                && name.chars().allMatch(c -> c > ' ' && c < 127 && c != '&' && c != '=' && c != '#');
    }

    static List<String> headers(List<String> names, String key) {
        String allowed =
                "up to " + MAX_FIELDS + " fields of clients that reach the server and say what it answers, such as"
                        + " X-Region; none that is ours, secret, a condition, or in the key already";
        return checked(names, key, MAX_FIELDS, name -> isToken(name) && isFit(name.toLowerCase(Locale.ROOT)), allowed);
    }

    private static boolean isFit(String name) {
        String dashed = name.replace('_', '-');
        return !UNFIT.contains(dashed) && UNFIT_BEGINNINGS.stream().noneMatch(dashed::startsWith);
    }

    static List<String> cookies(List<String> names, String key) {
        return checked(
                names,
                key,
                MAX_FIELDS,
                KeyNames::isToken,
                "up to " + MAX_FIELDS + " names of cookies, such as currency");
    }

    /** Fields for caches like us; Cache-Control itself would be read in their stricter form, and is read anyway. */
    static List<String> targets(List<String> names, String key) {
        return checked(
                names,
                key,
                MAX_FIELDS,
                name -> isToken(name) && !name.equalsIgnoreCase("cache-control"),
                "up to " + MAX_FIELDS + " response fields such as CDN-Cache-Control; Cache-Control is read without"
                        + " being named");
    }

    private static List<String> checked(
            List<String> names, String key, int most, Predicate<String> fits, String allowed) {
        for (String name : names) {
            boolean bounded = name != null && !name.isEmpty() && name.length() <= MAX_LENGTH;
            if (!bounded || !fits.test(name)) {
                throw new IllegalArgumentException(key + ": found \"" + name + "\", allowed: " + allowed);
            }
        }
        if (names.size() > most) {
            throw new IllegalArgumentException(key + ": found " + names.size() + " names, allowed: " + allowed);
        }
        return List.copyOf(names);
    }

    /** RFC 9110 section 5.6.2. */
    private static boolean isToken(String text) {
        return text.chars().allMatch(c -> c < 128 && (Character.isLetterOrDigit(c) || TOKEN_SYMBOLS.indexOf(c) >= 0));
    }
}
