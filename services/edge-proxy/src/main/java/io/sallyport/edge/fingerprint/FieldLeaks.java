package io.sallyport.edge.fingerprint;

import io.sallyport.edge.fingerprint.Finds.Spot;
import io.sallyport.edge.fingerprint.Leak.Place;
import io.sallyport.edge.fingerprint.Leak.Severity;
import io.sallyport.edge.fingerprint.ProbeAnswer.Field;
import io.sallyport.routing.conceal.AddressRewrite;
import io.sallyport.routing.conceal.ConcealView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Searches the fields of an answer's head or end. */
final class FieldLeaks {
    /** Names of cookies by which frameworks are told apart; a trailing star stands for any ending. */
    private static final Map<String, String> COOKIES = Map.ofEntries(
            Map.entry("jsessionid", "a Java servlet container"),
            Map.entry("phpsessid", "PHP"),
            Map.entry("asp.net_sessionid", "ASP.NET"),
            Map.entry(".aspnet*", "ASP.NET"),
            Map.entry("aspsessionid*", "classic ASP"),
            Map.entry("connect.sid", "Express"),
            Map.entry("laravel_session", "Laravel"),
            Map.entry("ci_session", "CodeIgniter"),
            Map.entry("csrftoken", "Django"),
            Map.entry("rack.session", "Ruby's Rack"),
            Map.entry("_rails_session", "Rails"),
            Map.entry("play_session", "Play"),
            Map.entry("cfid", "ColdFusion"),
            Map.entry("cftoken", "ColdFusion"),
            Map.entry("wordpress_*", "WordPress"),
            Map.entry("wp-settings-*", "WordPress"),
            Map.entry("fe_typo_user", "TYPO3"),
            Map.entry("frontend", "Magento"),
            Map.entry("bigipserver*", "a load balancer, and encodes a server's address"),
            Map.entry("awsalb*", "a load balancer"),
            Map.entry("serverid", "a load balancer, and may name a server"),
            Map.entry("routeid", "a load balancer, and may name a server"));

    private static final Pattern INODE_TAG = Pattern.compile("(W/)?\"[0-9a-f]{2,}-[0-9a-f]+-[0-9a-f]{8,}\"");
    private static final Pattern TIME_TAG = Pattern.compile("(W/)?\"[0-9a-f]{8}-[0-9a-f]+\"");
    private static final List<String> OURS = List.of("cache-status", "proxy-status");

    private FieldLeaks() {}

    static void search(List<Field> fields, Place where, Finds finds) {
        for (Field field : fields) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!isOurs(name, field.value(), finds.outsider())) {
                field(name, field.value(), where, finds);
            }
        }
    }

    /** Fields of our own: those that name us, the Server that the operator has chosen, and our word on HTTP/3. */
    private static boolean isOurs(String name, String value, Outsider outsider) {
        return OURS.contains(name)
                || (name.equals("alt-svc") && outsider.h3())
                || (name.equals("server") && value.equals(outsider.conceal().server()));
    }

    private static void field(String name, String value, Place where, Finds finds) {
        int before = finds.all().size();
        Spot spot = new Spot(where, name, remedy(name));
        Traces.places(value, spot, finds);
        Traces.products(value, spot, finds);
        if (name.equals("set-cookie")) {
            cookie(value, where, finds);
        } else if (name.equals("etag")) {
            tag(value, where, finds);
        } else if (finds.all().size() == before && ConcealView.isUsual(name)) {
            finds.add(spot, value, Severity.MEDIUM, "a field that tells of the server");
        }
    }

    private static String remedy(String name) {
        if (ConcealView.isUsual(name)) {
            return "take it out of routes[].conceal.keep";
        }
        return AddressRewrite.concerns(name)
                ? "routes[].conceal.rewrite: true, and the name in routes[].conceal.names"
                : "routes[].conceal.remove: [" + name + "]";
    }

    private static void cookie(String value, Place where, Finds finds) {
        int equals = value.indexOf('=');
        String name = equals < 0 ? "" : value.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        COOKIES.forEach((known, software) -> {
            boolean same =
                    known.endsWith("*") ? name.startsWith(known.substring(0, known.length() - 1)) : name.equals(known);
            if (same) {
                Severity severity =
                        software.contains("server") && !software.startsWith("a Java") ? Severity.HIGH : Severity.MEDIUM;
                finds.add(
                        new Spot(where, "set-cookie", "give the cookie another name in the server"),
                        value.substring(0, equals),
                        severity,
                        "the cookie's name tells of " + software);
            }
        });
    }

    private static void tag(String value, Place where, Finds finds) {
        if (INODE_TAG.matcher(value).matches()) {
            finds.add(
                    new Spot(where, "etag", "routes[].conceal.remove: [ETag], or FileETag MTime Size in the server"),
                    value,
                    Severity.LOW,
                    "a tag that looks like inode, size and time of a file");
        } else if (TIME_TAG.matcher(value).matches()) {
            finds.add(
                    new Spot(where, "etag", "routes[].conceal.remove: [ETag]"),
                    value,
                    Severity.LOW,
                    "a tag made of time and size of a file, as nginx and Apache make them");
        }
    }
}
