package io.sallyport.http.forwarded;

import io.sallyport.http.IpAddress;
import java.util.List;

/**
 * Finds the client in what proxies in front have written: in {@code X-Forwarded-For}, or in {@code Forwarded} of
 * <a href="https://datatracker.ietf.org/doc/html/rfc7239#section-4">RFC 7239 section 4</a>.
 *
 * <p>Each proxy appends the address that it was called from, so both are read from the right, and only as far as the
 * proxies are trusted: what stands further left was written by a stranger, and whatever it is, it cannot change how the
 * rest is read. The client is the first address from the right that is not trusted.
 */
public final class ForwardedFields {
    /** Proxies in a row; more are taken for the client. */
    private static final int MAX_HOPS = 32;

    private final TrustedProxies trusted;
    private final ListFromRight elements;
    private final boolean standard;
    private int taken;

    private ForwardedFields(TrustedProxies trusted, String value, boolean standard) {
        this.trusted = trusted;
        this.elements = new ListFromRight(value, standard);
        this.standard = standard;
    }

    /**
     * By {@code X-Forwarded-For}. {@code null} when it names nobody, because the peer speaks for itself.
     *
     * @param values one for each field line, in their order
     * @param protos of {@code X-Forwarded-Proto}; one value counts for the client, several only if there are as many
     *               as addresses
     */
    public static ForwardedClient xForwardedFor(TrustedProxies trusted, List<String> values, List<String> protos) {
        String value = String.join(",", values);
        ForwardedFields fields = new ForwardedFields(trusted, value, false);
        ForwardedClient client = fields.walk();
        return client == null ? null : withScheme(client, fields.schemeOf(value, String.join(",", protos)));
    }

    /** By {@code Forwarded}. {@code null} when it names nobody, because the peer speaks for itself. */
    public static ForwardedClient forwarded(TrustedProxies trusted, List<String> values) {
        return new ForwardedFields(trusted, String.join(",", values), true).walk();
    }

    private ForwardedClient walk() {
        StringBuilder via = new StringBuilder();
        IpAddress last = null;
        String lastScheme = null;
        for (String element = elements.next(); element != null && taken < MAX_HOPS; element = elements.next()) {
            if (last != null) {
                via.insert(0, via.length() == 0 ? last.toString() : last + ", ");
            }
            taken++;
            String node = standard ? ForwardedElement.parameter(element, "for") : element;
            lastScheme = standard ? scheme(ForwardedElement.parameter(element, "proto")) : null;
            last = node == null ? null : ForwardedElement.address(node);
            if (last == null) {
                return new ForwardedClient(ForwardedClient.UNKNOWN, "unknown", via.toString(), lastScheme);
            }
            if (!trusted.contains(last)) {
                break;
            }
        }
        return last == null ? null : new ForwardedClient(last, last.toString(), via.toString(), lastScheme);
    }

    private String schemeOf(String addresses, String protos) {
        if (protos.indexOf(',') < 0) {
            return scheme(protos.strip());
        }
        if (ListFromRight.count(protos) != ListFromRight.count(addresses)) {
            return null;
        }
        ListFromRight fromRight = new ListFromRight(protos, false);
        String own = null;
        for (int i = 0; i < taken; i++) {
            own = fromRight.next();
        }
        return scheme(own);
    }

    private static String scheme(String text) {
        if (text == null) {
            return null;
        }
        return text.equalsIgnoreCase("https") ? "https" : text.equalsIgnoreCase("http") ? "http" : null;
    }

    private static ForwardedClient withScheme(ForwardedClient client, String scheme) {
        return new ForwardedClient(client.address(), client.text(), client.via(), scheme);
    }
}
