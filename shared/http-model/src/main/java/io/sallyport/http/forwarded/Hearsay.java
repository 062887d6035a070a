package io.sallyport.http.forwarded;

/**
 * Request fields by which a client, or whoever stands before us, says what only a proxy may say to an origin: whom it
 * speaks for, and which host, path or scheme was meant. A stranger's word for any of it never travels on.
 */
public final class Hearsay {
    /** Of the fields by which proxies name whom they speak for; there are more of them than anyone can list. */
    private static final String FORWARD = "x-forward";
    /** Of the fields by which a proxy tells of a client's certificate. */
    private static final String CERTIFICATE = "x-client-cert";

    private Hearsay() {}

    /**
     * The name with dashes for underscores. Servers by way of CGI (RFC 3875 section 4.1.18) and its like cannot tell
     * {@code X_User} from {@code X-User}.
     */
    public static String dashed(String name) {
        return name.indexOf('_') < 0 ? name : name.replace('_', '-');
    }

    /**
     * Whether a request field names the client or its way to us. No origin may learn it on the forward side; on the
     * reverse side a stranger's word for it is replaced by ours.
     */
    public static boolean isTrace(String name) {
        return startsWith(name, FORWARD)
                || startsWith(name, CERTIFICATE)
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
    public static boolean isOverride(String name) {
        return switch (name.length()) {
            case 6 -> name.equalsIgnoreCase("x-host");
            case 8 -> name.equalsIgnoreCase("x-shadow") || name.equalsIgnoreCase("x-scheme");
            case 12 -> name.equalsIgnoreCase("x-url-scheme") || name.equalsIgnoreCase("x-proxy-host");
            case 13 -> name.equalsIgnoreCase("x-rewrite-url") || name.equalsIgnoreCase("x-invoke-path");
            case 14 ->
                name.equalsIgnoreCase("x-original-url")
                        || name.equalsIgnoreCase("x-original-uri")
                        || name.equalsIgnoreCase("x-override-url")
                        || name.equalsIgnoreCase("x-backend-host")
                        || name.equalsIgnoreCase("x-invoke-query")
                        || name.equalsIgnoreCase("x-matched-path");
            case 15 -> name.equalsIgnoreCase("front-end-https") || name.equalsIgnoreCase("x-invoke-status");
            case 16 -> name.equalsIgnoreCase("x-original-proto");
            case 17 -> name.equalsIgnoreCase("x-original-scheme");
            case 20 -> name.equalsIgnoreCase("x-http-host-override");
            case 23 -> name.equalsIgnoreCase("x-middleware-subrequest");
            default -> false;
        };
    }

    /**
     * Whether a request field asks the origin to take the request for one with another method. That is how clients get
     * PUT through old gateways, so it travels on; but what comes back is no answer to a GET.
     */
    public static boolean isMethodOverride(String name) {
        return switch (name.length()) {
            case 13 -> name.equalsIgnoreCase("x-http-method");
            case 17 -> name.equalsIgnoreCase("x-method-override");
            case 22 -> name.equalsIgnoreCase("x-http-method-override");
            default -> false;
        };
    }

    private static boolean startsWith(String name, String beginning) {
        return name.regionMatches(true, 0, beginning, 0, beginning.length());
    }
}
