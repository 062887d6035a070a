package io.sallyport.policy.engine.disclosure;

import io.sallyport.http.Authority;
import io.sallyport.http.IpAddress;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What fields may say under {@link Disclosure#STRICT}. Names come with dashes for underscores. */
final class StrictValues {
    private static final int LONGEST = 16;

    private StrictValues() {}

    /** {@code null}: the field stays behind. */
    static @Nullable String of(String name, String value, Asking asking) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "user-agent" -> UserAgents.general(value);
            case "accept-language" -> language(value);
            case "accept-encoding" -> coding(value);
            case "referer" -> isOwn(value, asking) ? value : null;
            case "x-requested-with" -> value.equals("XMLHttpRequest") ? value : null;
            default -> FieldOrder.isUsual(name) || !holds(value, asking.client()) ? value : null;
        };
    }

    /** The first language without its region, or {@code *}. */
    private static String language(String value) {
        int end = 0;
        while (end < value.length() && end < LONGEST && isLetter(value.charAt(end))) {
            end++;
        }
        return end == 0 ? "*" : value.substring(0, end).toLowerCase(Locale.ROOT);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    /** Which codings a client knows tells which one it is, so there are two kinds of clients only. */
    private static String coding(String value) {
        for (String member : value.split(",", -1)) {
            String coding = member.strip().toLowerCase(Locale.ROOT);
            int weight = coding.indexOf(';');
            String word = weight < 0 ? coding : coding.substring(0, weight).strip();
            if (word.equals("gzip") || word.equals("x-gzip")) {
                return weight >= 0 && isZero(coding.substring(weight + 1)) ? "identity" : "gzip";
            }
        }
        return "identity";
    }

    private static boolean isZero(String weight) {
        String number = weight.replace(" ", "");
        return number.startsWith("q=0") && number.substring(2).chars().allMatch(c -> c == '0' || c == '.');
    }

    /** Whether a page of the very site that is asked leads here; the site knows that page. */
    private static boolean isOwn(String referer, Asking asking) {
        String start = asking.facts().scheme() + "://";
        if (!referer.regionMatches(true, 0, start, 0, start.length())) {
            return false;
        }
        int end = start.length();
        while (end < referer.length() && "/?#".indexOf(referer.charAt(end)) < 0) {
            end++;
        }
        Authority from = Authority.parse(referer.substring(start.length(), end));
        Authority to = asking.facts().authority();
        int port = asking.facts().schemePort();
        return from != null && from.host().equals(to.host()) && from.portOr(port) == to.portOr(port);
    }

    /** Whether a field that nobody knows says the client's address, as text of any of the usual spellings. */
    private static boolean holds(String value, String client) {
        if (value.contains(client)) {
            return true;
        }
        IpAddress address = IpAddress.parse(client);
        return address != null
                && value.length() >= client.length() / 2
                && Spellings.of(address).isIn(value);
    }
}
