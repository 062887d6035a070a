package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Whom a request is for: a normal form that reads as itself, without what could end a line or lead elsewhere, and the
 * same host and port that the JDK's own reader of URLs finds.
 */
public final class AuthorityTarget {
    private static final int PORT_MAX = 65_535;

    private AuthorityTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.wire(input);
        Authority authority = Cost.of(input.length, () -> Authority.parse(text));
        Cost.atLength(input, bytes -> Authority.parse(Input.wire(bytes)));
        if (authority == null) {
            return;
        }
        Check.same(Authority.parse(authority.toString()), authority);
        Check.that(authority.port() >= 0 && authority.port() <= PORT_MAX, "port " + authority.port());
        for (char c : authority.host().toCharArray()) {
            boolean plain = c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || "-._:".indexOf(c) >= 0;
            Check.that(plain, "a host with " + (int) c);
        }
        Check.that(!authority.host().endsWith("."), "a dot at the end");
        asUrl(text, authority);
    }

    /** The JDK knows no underscore in hosts, and gives back the text as it was written. */
    private static void asUrl(String text, Authority authority) {
        try {
            URI url = new URI("http://" + text + "/");
            if (url.getHost() != null) {
                String host = url.getHost().startsWith("[")
                        ? url.getHost().substring(1, url.getHost().length() - 1)
                        : url.getHost();
                Check.same(
                        Authority.parse(host.indexOf(':') < 0 ? host : "[" + host + "]")
                                .host(),
                        authority.host());
                Check.same(Math.max(0, url.getPort()), authority.port());
            }
            Check.that(url.getRawUserInfo() == null, "user information in " + text);
        } catch (URISyntaxException e) {
            Check.that(text.indexOf('@') < 0, "a user in " + text);
        }
    }
}
