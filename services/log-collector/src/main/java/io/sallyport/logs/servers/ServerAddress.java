package io.sallyport.logs.servers;

import java.util.Locale;

/** The {@code host:port} that a health report's URL and a record's endpoint have in common. */
public final class ServerAddress {
    private ServerAddress() {}

    /** How a server is called, {@code cluster@host:port}. */
    public static String id(String cluster, String endpoint) {
        return cluster + "@" + of(endpoint);
    }

    static String of(String endpoint) {
        int scheme = endpoint.indexOf("://");
        String rest = scheme < 0 ? endpoint : endpoint.substring(scheme + 3);
        int slash = rest.indexOf('/');
        String address = (slash < 0 ? rest : rest.substring(0, slash)).toLowerCase(Locale.ROOT);
        boolean hasPort = address.lastIndexOf(':') > address.lastIndexOf(']');
        if (hasPort || scheme < 0) {
            return address;
        }
        return address + (endpoint.regionMatches(true, 0, "https", 0, 5) ? ":443" : ":80");
    }
}
