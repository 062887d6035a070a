package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A pool of ways out for requests whose rule names it: other proxies, or addresses of this machine.
 * That it has one of the two is checked with the whole document.
 *
 * @param via        proxies as {@code http://}, {@code https://} or {@code socks5://} with host, port, and perhaps name and
 *     password; several with {@code >} between them are a chain, each reached through the one before it
 * @param source     addresses of this machine to dial from
 * @param country    ISO 3166-1 alpha-2 code of where it comes out; rules may ask for {@code country:NL}
 * @param sticky     for whom the same way is taken again
 * @param failClosed whether a request is refused when no way works; otherwise it goes out directly
 * @param check      how proxies are probed
 * @param ca         PEM file of the authorities that certificates of {@code https://} proxies must come from; none: the
 *     JDK's
 */
public record ExitDocument(
        String name,
        List<String> via,
        List<String> source,
        Optional<String> country,
        Sticky sticky,
        Boolean failClosed,
        CheckDocument check,
        Optional<String> ca) {

    /** What stands in the place of a password. */
    private static final String HIDDEN = "***";

    /** For whom the same way is taken again while it works. */
    public enum Sticky {
        NONE,
        /** The user who has logged in; the client's address where there is none. */
        USER,
        /** The site asked for. */
        SITE,
        /** Both together. */
        USER_SITE
    }

    /**
     * A probe opens a connection through the proxy.
     *
     * @param target   {@code host:port} that the proxy is asked to connect to; none: the proxy itself is connected to
     * @param interval between probes
     * @param timeout  for one probe
     * @param rise     good in a row to be used
     * @param fall     bad in a row to be left out
     */
    public record CheckDocument(
            Optional<String> target, Duration interval, Duration timeout, Integer rise, Integer fall) {
        public CheckDocument {
            target = target == null ? Optional.empty() : target;
            interval = Require.positive(interval == null ? Duration.ofSeconds(5) : interval, "interval");
            timeout = Require.positive(timeout == null ? Duration.ofSeconds(3) : timeout, "timeout");
            rise = Require.range(rise == null ? 1 : rise, 1, 100, "rise");
            fall = Require.range(fall == null ? 2 : fall, 1, 100, "fall");
        }
    }

    public ExitDocument {
        Require.name(name, "name");
        via = via == null ? List.of() : List.copyOf(via);
        source = source == null ? List.of() : List.copyOf(source);
        country = country == null ? Optional.empty() : country;
        sticky = sticky == null ? Sticky.USER : sticky;
        failClosed = failClosed == null || failClosed;
        check = check == null ? new CheckDocument(null, null, null, null, null) : check;
        ca = ca == null ? Optional.empty() : ca;
    }

    /** Trusting whom the JDK trusts. */
    public ExitDocument(
            String name,
            List<String> via,
            List<String> source,
            Optional<String> country,
            Sticky sticky,
            Boolean failClosed,
            CheckDocument check) {
        this(name, via, source, country, sticky, failClosed, check, null);
    }

    /** The same without passwords, for people. */
    public ExitDocument shown() {
        List<String> hidden = via.stream().map(ExitDocument::withoutPasswords).toList();
        return hidden.equals(via)
                ? this
                : new ExitDocument(name, hidden, source, country, sticky, failClosed, check, ca);
    }

    /** Everything between {@code //} and the last {@code @} of each part may hold a password, however it is written. */
    public static String withoutPasswords(String via) {
        return Arrays.stream(via.split(">", -1))
                .map(ExitDocument::withoutPassword)
                .collect(Collectors.joining(">"));
    }

    private static String withoutPassword(String hop) {
        int at = hop.lastIndexOf('@');
        if (at < 0) {
            return hop;
        }
        int slashes = hop.indexOf("//");
        int start = slashes < 0 || slashes > at ? 0 : slashes + 2;
        int colon = hop.indexOf(':', start);
        String user = colon < 0 || colon > at ? "" : hop.substring(start, colon) + ':';
        return hop.substring(0, start) + user + HIDDEN + hop.substring(at);
    }

    @Override
    public String toString() {
        return "ExitDocument[" + name + ']';
    }
}
