package io.sallyport.contract.policy;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;

/**
 * A list of names: a file or a subscription; which of the two is checked with the whole document.
 *
 * @param file    relative to the configuration folder
 * @param url     http or https; fetched again and again, the last good content stays
 * @param format  how it is written
 * @param refresh between two fetches, give or take a tenth
 * @param maxSize of the fetched text; a larger one is refused
 * @param untilFetched what rules make of a subscription that has never been fetched
 */
public record ListDocument(
        String name,
        Optional<String> file,
        Optional<String> url,
        Format format,
        Duration refresh,
        ByteSize maxSize,
        UntilFetched untilFetched) {
    /** Of {@link #refresh} where none is written. */
    public static final Duration DEFAULT_REFRESH = Duration.ofHours(6);

    /** Of {@link #maxSize} where none is written. */
    public static final ByteSize DEFAULT_MAX_SIZE = new ByteSize(256L << 20);

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofDays(30);

    /** List formats. */
    public enum Format {
        /** Lines {@code address name [name...]}, as in {@code /etc/hosts}. */
        HOSTS,
        /** One name a line. */
        DOMAINS,
        /** The network rules of AdBlock lists that name whole sites: {@code ||name^}, {@code @@||name^}. */
        ADBLOCK,
        /** A zone file of a response policy zone. */
        RPZ
    }

    /** What rules make of a list whose names nobody knows. */
    public enum UntilFetched {
        /** Rules that refuse by it apply to every site, rules that allow by it to none. */
        CLOSED,
        /** The list is empty. */
        OPEN
    }

    public ListDocument {
        Require.name(name, "name");
        file = file == null ? Optional.empty() : file;
        url = url == null ? Optional.empty() : url;
        url.ifPresent(ListDocument::requireWeb);
        format = format == null ? Format.HOSTS : format;
        refresh = Require.atMost(refresh == null ? DEFAULT_REFRESH : refresh, LONGEST, "refresh");
        if (refresh.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("refresh: found " + refresh + ", allowed: 10s to 30d");
        }
        maxSize = Require.range(
                maxSize == null ? DEFAULT_MAX_SIZE : maxSize, new ByteSize(1024), new ByteSize(1L << 30), "maxSize");
        untilFetched = untilFetched == null ? UntilFetched.CLOSED : untilFetched;
    }

    private static void requireWeb(String url) {
        try {
            URI parsed = new URI(url);
            boolean web = "http".equalsIgnoreCase(parsed.getScheme()) || "https".equalsIgnoreCase(parsed.getScheme());
            if (web && parsed.getHost() != null && parsed.getUserInfo() == null && parsed.getFragment() == null) {
                return;
            }
        } catch (URISyntaxException e) {
            // falls through to the one message
        }
        throw new IllegalArgumentException("url: found \"" + url
                + "\", allowed: a URL such as https://lists.example/hosts.txt, without user information and fragment");
    }

    /** A file. */
    public ListDocument(String name, String file, Format format) {
        this(name, Optional.of(file), Optional.empty(), format, null, null, null);
    }
}
