package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A pool of ways out for requests whose rule names it: other proxies, or addresses of this machine.
 * That it has one of the two is checked with the whole document.
 *
 * @param via        proxies as {@code http://}, {@code https://} or {@code socks5://} with host, port, and perhaps name and
 *     password
 * @param source     addresses of this machine to dial from
 * @param country    ISO 3166-1 alpha-2 code of where it comes out; rules may ask for {@code country:NL}
 * @param sticky     for whom the same way is taken again
 * @param failClosed whether a request is refused when no way works; otherwise it goes out directly
 * @param check      how proxies are probed
 */
public record ExitDocument(
        String name,
        List<String> via,
        List<String> source,
        Optional<String> country,
        Sticky sticky,
        Boolean failClosed,
        CheckDocument check) {

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
    }
}
