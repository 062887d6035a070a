package io.sallyport.policy.engine.disclosure;

import java.util.Set;
import java.util.TreeSet;

/**
 * Fields by which whoever stands between a client and us names the client: its address, its user, its telephone. There are
 * more of them than {@code Hearsay} lists and more than anybody can list, so endings decide where they can. Names come
 * with dashes for underscores.
 */
final class ClientFields {
    private static final String[] BEGINNINGS = {
        "x-up-",
        "x-nokia-",
        "x-wap-",
        "x-h3g-",
        "x-huawei-",
        "x-msisdn",
        "x-vf-",
        "x-vodafone-",
        "x-orange-",
        "x-ee-",
        "x-jphone-",
        "x-auth-request-",
        "x-authenticated-",
        "x-goog-authenticated-",
        "x-goog-iap-",
        "x-ms-client-principal",
        "x-amzn-oidc-",
        "x-zscaler-",
        "x-bluecoat-",
        "x-sophos-",
        "x-webauth-",
        "x-appengine-",
        "x-vercel-ip-",
        "x-squid-",
        "x-subscriber",
    };

    private static final Set<String> NAMES = anyCase(
            "x-uidh",
            "x-acr",
            "x-imsi",
            "x-imei",
            "x-iccid",
            "x-mdn",
            "x-network-info",
            "x-wte-msisdn",
            "x-dcmguid",
            "x-em-uid",
            "x-amobee-1",
            "x-amobee-2",
            "x-piper-id",
            "x-tim-msisdn",
            "x-host-name",
            "x-hostname",
            "x-machine",
            "x-machine-name",
            "x-computer-name",
            "x-computername",
            "x-workstation",
            "x-iwproxy",
            "x-imforwards",
            "x-lori-time-1",
            "x-turbo-id",
            "x-coming-from",
            "x-forwared-for",
            "msisdn",
            "tm-user-id",
            "coming-from",
            "cf-ipcountry",
            "cf-ray",
            "cf-visitor",
            "cf-worker",
            "remote-groups",
            "remote-name",
            "remote-email");

    private ClientFields() {}

    private static Set<String> anyCase(String... names) {
        Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        set.addAll(Set.of(names));
        return set;
    }

    /** Whether a field is for a proxy alone, or would pass for the environment's {@code HTTP_PROXY} behind CGI. */
    static boolean isForProxies(String name) {
        return begins(name, "proxy-") || begins(name, "sallyport-") || name.equalsIgnoreCase("proxy");
    }

    /** Whether it names the client. */
    static boolean names(String name) {
        return endsLikeOne(name) || (mayBeListed(name) && isListed(name));
    }

    /** Keeps the usual fields of browsers from being looked up. */
    private static boolean mayBeListed(String name) {
        return switch (name.isEmpty() ? 0 : name.charAt(0) | 0x20) {
            case 'x', 'm', 't' -> true;
            case 'c' -> begins(name, "cf-") || begins(name, "coming") || begins(name, "cloudfront-");
            case 'r' -> begins(name, "remote-");
            default -> false;
        };
    }

    private static boolean isListed(String name) {
        if (NAMES.contains(name) || begins(name, "cloudfront-viewer-")) {
            return true;
        }
        for (String beginning : BEGINNINGS) {
            if (begins(name, beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsLikeOne(String name) {
        return switch (name.isEmpty() ? 0 : name.charAt(name.length() - 1) | 0x20) {
            case 'p' -> ends(name, "-ip") || ends(name, "clientip") || ends(name, "realip") || ends(name, "remoteip");
            case 'r' ->
                ends(name, "forwarded-for")
                        || ends(name, "remote-addr")
                        || ends(name, "client-addr")
                        || ends(name, "remote-user")
                        || ends(name, "auth-user");
            case 's' -> ends(name, "ip-address") || ends(name, "client-address") || ends(name, "remote-address");
            case 't' -> ends(name, "remote-host") || ends(name, "client-host") || ends(name, "client-port");
            case 'e' -> ends(name, "client-hostname");
            case 'n' -> ends(name, "msisdn") || ends(name, "client-dn");
            case '4', '6' -> ends(name, "-ipv6") || ends(name, "-ipv4");
            default -> false;
        };
    }

    private static boolean begins(String name, String beginning) {
        return name.regionMatches(true, 0, beginning, 0, beginning.length());
    }

    private static boolean ends(String name, String ending) {
        return name.regionMatches(true, name.length() - ending.length(), ending, 0, ending.length());
    }
}
