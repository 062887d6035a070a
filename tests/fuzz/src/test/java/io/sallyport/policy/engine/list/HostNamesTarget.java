package io.sallyport.policy.engine.list;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.Authority;
import java.net.IDN;

/** Names in any script: the form in which requests ask for them, which is its own normal form and decodes to a name again. */
public final class HostNamesTarget {
    private HostNamesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        String text = Input.utf8(input);
        String host = Cost.of(input.length, () -> HostNames.normalise(text));
        Cost.atLength(input, bytes -> HostNames.normalise(Input.utf8(bytes)));
        if (host == null) {
            return;
        }
        Check.same(HostNames.normalise(host), host);
        if (host.indexOf(':') < 0) {
            Check.same(Authority.parse(host).host(), host);
        }
        boolean foreign = text.chars().anyMatch(c -> c > 127);
        if (foreign && host.contains("xn--")) {
            // The JDK's decoder of Punycode is another program than our encoder.
            Check.same(HostNames.normalise(IDN.toUnicode(host, IDN.ALLOW_UNASSIGNED)), host);
        }
    }
}
