package io.sallyport.edge.exchange;

/**
 * Which fields travel on. Hop-by-hop fields end here (RFC 9110 section 7.6.1), with whatever {@code Connection} names (see {@link FieldCopy});
 * framing is written anew for each hop.
 */
public final class Fields {
    /** Of the fields by which proxies name whom they speak for; there are more of them than anyone can list. */
    private static final String FORWARDED_PREFIX = "x-forwarded";
    /** Of the fields by which a proxy tells of a client's certificate. */
    private static final String CERTIFICATE_PREFIX = "x-client-cert";

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

    /**
     * The name with dashes for underscores. Servers by way of CGI (RFC 3875 section 4.1.18) and its like cannot tell
     * {@code X_User} from {@code X-User}.
     */
    static String dashed(String name) {
        return name.indexOf('_') < 0 ? name : name.replace('_', '-');
    }

    /**
     * Whether a request field names the client or its way to us. No origin may learn it on the forward side; on the
     * reverse side a stranger's word for it is replaced by ours.
     */
    static boolean isTrace(String name) {
        return name.regionMatches(true, 0, FORWARDED_PREFIX, 0, FORWARDED_PREFIX.length())
                || name.regionMatches(true, 0, CERTIFICATE_PREFIX, 0, CERTIFICATE_PREFIX.length())
                || switch (name.length()) {
                    case 3 -> name.equalsIgnoreCase("via");
                    case 4 -> name.equalsIgnoreCase("from");
                    case 9 ->
                        name.equalsIgnoreCase("forwarded")
                                || name.equalsIgnoreCase("client-ip")
                                || name.equalsIgnoreCase("x-real-ip");
                    case 11 ->
                        name.equalsIgnoreCase("client-cert")
                                || name.equalsIgnoreCase("x-client-ip")
                                || name.equalsIgnoreCase("x-remote-ip");
                    case 13 ->
                        name.equalsIgnoreCase("forwarded-for")
                                || name.equalsIgnoreCase("fly-client-ip")
                                || name.equalsIgnoreCase("x-remote-addr");
                    case 14 -> name.equalsIgnoreCase("true-client-ip") || name.equalsIgnoreCase("x-proxyuser-ip");
                    case 15 -> name.equalsIgnoreCase("x-original-host");
                    case 16 ->
                        name.equalsIgnoreCase("cf-connecting-ip")
                                || name.equalsIgnoreCase("fastly-client-ip")
                                || name.equalsIgnoreCase("x-azure-clientip")
                                || name.equalsIgnoreCase("x-originating-ip");
                    case 17 -> name.equalsIgnoreCase("client-cert-chain");
                    case 18 -> name.equalsIgnoreCase("cf-connecting-ipv6");
                    case 19 -> name.equalsIgnoreCase("x-cluster-client-ip");
                    case 24 -> name.equalsIgnoreCase("x-envoy-external-address");
                    default -> false;
                };
    }

    /**
     * Whether a request field bids an origin take another host, path or scheme than the request names. Policy, route
     * and cache key know nothing of it, so nobody outside may say it.
     */
    static boolean isOverride(String name) {
        return switch (name.length()) {
            case 6 -> name.equalsIgnoreCase("x-host");
            case 8 -> name.equalsIgnoreCase("x-shadow");
            case 12 -> name.equalsIgnoreCase("x-url-scheme");
            case 13 -> name.equalsIgnoreCase("x-rewrite-url");
            case 14 -> name.equalsIgnoreCase("x-original-url");
            case 15 -> name.equalsIgnoreCase("front-end-https");
            case 20 -> name.equalsIgnoreCase("x-http-host-override");
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
