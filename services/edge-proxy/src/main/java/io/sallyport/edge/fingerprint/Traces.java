package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Finds.Spot;
import io.sallyport.edge.fingerprint.Leak.Severity;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What must not stand in any text of an answer: inside names, private addresses, products with their versions. */
final class Traces {
    private static final Pattern PRODUCT = Pattern.compile(
            "\\b(apache(?:-coyote)?|nginx|openresty|tengine|php|tomcat|jetty"
                    + "|microsoft-iis|iis|express|werkzeug|gunicorn|uvicorn|hypercorn|waitress|tornado|kestrel|envoy|varnish|squid"
                    + "|haproxy|caddy|traefik|litespeed|lighttpd|openssl|ubuntu|debian|centos|red hat|node(?:\\.js)?|python"
                    + "|cpython|ruby|phusion passenger|passenger|puma|unicorn|webrick|wordpress|drupal|joomla|typo3"
                    + "|asp\\.net|servlet|jsp|glassfish|weblogic|websphere|jboss|wildfly|undertow|netty|vert\\.?x|spring|django"
                    + "|flask|rails|laravel|symfony|mysql|mariadb|postgresql|cowboy|sallyport)[/ (]{1,2}v?\\d+",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PRIVATE_V4 =
            Pattern.compile("(?<![\\d.])(?:(?:10|127)\\.\\d{1,3}|192\\.168|169\\.254|172\\.(?:1[6-9]|2\\d|3[01])"
                    + "|100\\.(?:6[4-9]|[7-9]\\d|1[01]\\d|12[0-7]))\\.\\d{1,3}\\.\\d{1,3}(?!\\d|\\.\\d)(?::\\d{1,5})?");
    private static final Pattern PRIVATE_V6 = Pattern.compile(
            "\\[(?:::1|f[cd][0-9a-f]{2}:[0-9a-f:]+|fe80:[0-9a-f:]+)](?::\\d{1,5})?", Pattern.CASE_INSENSITIVE);
    private static final Pattern INSIDE_DOMAIN = Pattern.compile(
            "(?<![\\w.-])[\\w-]{1,63}(?:\\.[\\w-]{1,63}){0,6}"
                    + "\\.(?:internal|intranet|corp|lan|localdomain|svc\\.cluster\\.local)(?![\\w-])(?!\\.\\w)",
            Pattern.CASE_INSENSITIVE);

    private Traces() {}

    /** Inside names, inside domains and private addresses. */
    static void places(String text, Spot spot, Finds finds) {
        inside(text, spot, finds);
        String own = finds.outsider().host();
        find(PRIVATE_V4, text, own, spot, finds, "a private address");
        find(PRIVATE_V6, text, own, spot, finds, "a private address");
        find(INSIDE_DOMAIN, text, own, spot, finds, "a name of an inside domain");
    }

    /** The names of our own servers. */
    static void inside(String text, Spot spot, Finds finds) {
        String lower = text.toLowerCase(Locale.ROOT);
        for (String name : finds.outsider().inside()) {
            int at = lower.indexOf(name);
            while (at >= 0 && !isWhole(lower, at, at + name.length())) {
                at = lower.indexOf(name, at + 1);
            }
            if (at >= 0 && !name.equals(finds.outsider().host())) {
                finds.add(spot, around(text, at), Severity.HIGH, "the inside name " + name);
            }
        }
    }

    private static boolean isWhole(String text, int from, int to) {
        return (from == 0 || text.charAt(from) == '.' || !isNameChar(text.charAt(from - 1)))
                && (to == text.length() || !isNameChar(text.charAt(to)));
    }

    private static boolean isNameChar(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '_';
    }

    /** Products with a version. */
    static void products(String text, Spot spot, Finds finds) {
        Matcher matcher = PRODUCT.matcher(text);
        if (matcher.find()) {
            finds.add(spot, around(text, matcher.start()), Severity.HIGH, "a product with its version");
        }
    }

    private static void find(Pattern pattern, String text, String own, Spot spot, Finds finds, String what) {
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            String found = matcher.group();
            boolean known = found.equals(own)
                    || finds.all().stream().anyMatch(leak -> leak.value().contains(found));
            if (!known) {
                finds.add(spot, around(text, matcher.start()), Severity.HIGH, what);
                return;
            }
        }
    }

    /** The line that something stands in, from a little before it. */
    static String around(String text, int at) {
        int start = Math.max(text.lastIndexOf('\n', at) + 1, at - 60);
        int line = text.indexOf('\n', at);
        int end = Math.min(line < 0 ? text.length() : line, start + Leak.MAX_VALUE);
        return text.substring(start, end).strip();
    }
}
