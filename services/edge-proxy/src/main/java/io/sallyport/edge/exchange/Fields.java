package io.sallyport.edge.exchange;

import io.sallyport.cache.engine.stored.ResponseControl;

/**
 * Which fields travel on. Hop-by-hop fields end here (RFC 9110 section 7.6.1), with whatever {@code Connection} names (see {@link FieldCopy});
 * framing is written anew for each hop.
 */
public final class Fields {
    private Fields() {}

    /** Whether a field is about one connection only, or about framing, which each hop does for itself. */
    static boolean isHopByHop(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 7 -> name.equalsIgnoreCase("trailer") || name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("http2-settings");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            case 18 -> name.equalsIgnoreCase("proxy-authenticate");
            case 19 -> name.equalsIgnoreCase("proxy-authorization");
            case 25 -> name.equalsIgnoreCase("proxy-authentication-info");
            default -> false;
        };
    }

    /** Whether a request field is one that we write ourselves. */
    static boolean isWrittenByUs(String name) {
        return switch (name.length()) {
            case 4 -> name.equalsIgnoreCase("host");
            case 6 -> name.equalsIgnoreCase("expect");
            default -> name.charAt(0) == ':';
        };
    }

    /** Whether an answer's field is for us alone (RFC 9213 section 2.1): a cache that is not one of us must not heed it. */
    static boolean isForUs(String name) {
        return name.length() == ResponseControl.OWN_FIELD.length() && name.equalsIgnoreCase(ResponseControl.OWN_FIELD);
    }

    /** Whether a request field asks for an answer only if the client's copy is out of date. */
    static boolean isCondition(String name) {
        return switch (name.length()) {
            case 13 -> name.equalsIgnoreCase("if-none-match");
            case 17 -> name.equalsIgnoreCase("if-modified-since");
            default -> false;
        };
    }

    /**
     * Whether a request field concerns this one use of the answer: a condition, a part, a body, the answer's way through
     * caches. A request that is made for the answer's own sake goes without.
     */
    static boolean isOfOneRequest(String name) {
        return isCondition(name)
                || switch (name.length()) {
                    case 5 -> name.equalsIgnoreCase("range");
                    case 6 -> name.equalsIgnoreCase("expect") || name.equalsIgnoreCase("pragma");
                    case 8 -> name.equalsIgnoreCase("if-match") || name.equalsIgnoreCase("if-range");
                    case 13 -> name.equalsIgnoreCase("cache-control");
                    case 14 -> name.equalsIgnoreCase("content-length");
                    case 17 -> name.equalsIgnoreCase("transfer-encoding");
                    case 19 -> name.equalsIgnoreCase("if-unmodified-since");
                    default -> false;
                };
    }
}
