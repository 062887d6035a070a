package io.sallyport.edge.selftest;

import java.util.ArrayList;
import java.util.List;

/**
 * A field that a probe sends.
 *
 * @param value holds {@code word}
 * @param word  said by nothing else in the world; whoever reads it at the origin knows where it came from
 * @param kind  what it is if it arrives
 */
record PlantedField(String name, String value, String word, LeakKind kind) {
    private static final String[] FORWARDING = {
        "X-Forwarded-For", "X_Forwarded_For", "X-Forwarded-Host", "X-Forwarded-Client-Cert", "Forwarded", "X-Real-IP",
        "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Cluster-Client-IP", "Client-IP", "CLIENT_IP",
        "X-ProxyUser-Ip", "X-Original-Forwarded-For", "X-Remote-Addr", "X-Nominated",
    };
    private static final String[] NAMES = {
        "From",
        "X-Forwarded-User",
        "X-Remote-User",
        "Remote_User",
        "X-Authenticated-User",
        "X-Machine-Name",
        "X-MSISDN",
        "X-UIDH",
        "X-Up-Calling-Line-ID",
    };
    private static final String[] CREDENTIALS = {"Proxy-Authorization", "Proxy_Authorization", "Proxy-Token"};
    private static final String[] SOFTWARE = {
        "Sec-CH-UA",
        "Sec-CH-UA-Platform",
        "Device-Memory",
        "DPR",
        "Viewport-Width",
        "Save-Data",
        "RTT",
        "ECT",
        "Downlink",
        "DNT",
        "X-Client-Data",
        "X-Request-Id",
        "traceparent",
        "X-Requested-With",
    };

    /** All of them, of one probe. */
    static List<PlantedField> all(String token) {
        List<PlantedField> fields = new ArrayList<>();
        add(fields, token, LeakKind.FORWARDING, FORWARDING);
        add(fields, token, LeakKind.NAME, NAMES);
        add(fields, token, LeakKind.CREDENTIAL, CREDENTIALS);
        add(fields, token, LeakKind.SOFTWARE, SOFTWARE);
        plant(fields, "Via", "1.1 ", token, "", LeakKind.FORWARDING);
        plant(fields, "User-Agent", "probe/1.0 (", token, ")", LeakKind.SOFTWARE);
        plant(fields, "Accept-Language", "en;q=1, x-", token, "", LeakKind.SOFTWARE);
        plant(fields, "Referer", "http://", token, ".invalid/page", LeakKind.SOFTWARE);
        return fields;
    }

    private static void add(List<PlantedField> fields, String token, LeakKind kind, String... names) {
        for (String name : names) {
            plant(fields, name, "", token, "", kind);
        }
    }

    private static void plant(
            List<PlantedField> fields, String name, String before, String token, String after, LeakKind kind) {
        String word = "w" + token + "n" + fields.size() + "e";
        fields.add(new PlantedField(name, before + word + after, word, kind));
    }

    String line() {
        return name + ": " + value + "\r\n";
    }
}
