package io.sallyport.contract.policy;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
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
 */
public record ListDocument(
        String name, Optional<String> file, Optional<String> url, Format format, Duration refresh, ByteSize maxSize) {
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

    public ListDocument {
        Require.name(name, "name");
        file = file == null ? Optional.empty() : file;
        url = url == null ? Optional.empty() : url;
        format = format == null ? Format.HOSTS : format;
        refresh = Require.atMost(refresh == null ? Duration.ofHours(6) : refresh, LONGEST, "refresh");
        if (refresh.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("refresh: found " + refresh + ", allowed: 10s to 30d");
        }
        maxSize = Require.range(
                maxSize == null ? new ByteSize(256L << 20) : maxSize,
                new ByteSize(1024),
                new ByteSize(1L << 30),
                "maxSize");
    }

    /** A file. */
    public ListDocument(String name, String file, Format format) {
        this(name, Optional.of(file), Optional.empty(), format, null, null);
    }
}
