package io.sallyport.cache.engine.stored;

import io.sallyport.http.Authority;
import io.sallyport.http.DeltaSeconds;
import io.sallyport.http.RequestFacts;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Under which name responses are stored: scheme, host, port (the scheme's own when none is written), path and query as
 * they are sent, the track whose servers answer, so that a canary's response never reaches the others' clients, and
 * what the rules of the route take from further fields of the request.
 *
 * <p>A request without a query and one with an empty query are different targets. Comparable so that a hash table
 * under attack by colliding names degrades to a tree.
 */
public final class CacheKey implements Comparable<CacheKey> {
    private static final Comparator<@Nullable String> NULL_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final int QUERY_PART = 4;

    private final String scheme;
    private final Authority authority;
    private final String path;
    private final @Nullable String query;
    private final String track;
    private final String parts;
    private final int hash;

    private CacheKey(
            String scheme, Authority authority, String path, @Nullable String query, String track, String parts) {
        this.scheme = scheme;
        this.authority = authority;
        this.path = path;
        this.query = query;
        this.track = track;
        this.parts = parts;
        int hashed = scheme.hashCode() * 31 + authority.hashCode();
        hashed = (hashed * 31 + path.hashCode()) * 31 + Objects.hashCode(query);
        this.hash = (hashed * 31 + track.hashCode()) * 31 + parts.hashCode();
    }

    /** The key of a request that is not a tunnel, by its URL and track alone. */
    public static CacheKey of(RequestFacts facts, String track) {
        return of(facts, track, "");
    }

    /**
     * The key of a request that is not a tunnel.
     *
     * @param track which servers answer. It must tell apart all that could answer the same URL differently: the open
     *              web behind the forward side, each cluster and each of its versions behind the reverse side. A client
     *              of the reverse side chooses the Host field freely and must not fill the forward side's keys with it
     * @param parts what further fields of the request add; empty for nothing
     */
    public static CacheKey of(RequestFacts facts, String track, String parts) {
        Authority authority = facts.authority();
        Authority full = authority.port() == 0 ? new Authority(authority.host(), facts.schemePort()) : authority;
        return new CacheKey(facts.scheme(), full, facts.path(), facts.query(), track, parts);
    }

    /** The key of an absolute http or https URL, without regard to a fragment; {@code null} for any other text. */
    public static @Nullable CacheKey parse(String url, String track) {
        UrlParts parts = UrlParts.parse(url);
        return parts == null
                ? null
                : new CacheKey(parts.scheme(), parts.authority(), parts.path(), parts.query(), track, "");
    }

    /** The same target on another track. */
    public CacheKey onTrack(String otherTrack) {
        return track.equals(otherTrack) ? this : new CacheKey(scheme, authority, path, query, otherTrack, parts);
    }

    /** The same with another query. */
    public CacheKey withQuery(@Nullable String other) {
        return Objects.equals(query, other) ? this : new CacheKey(scheme, authority, path, other, track, parts);
    }

    /** Whether both are keys of one URL, whatever the track and the further fields. */
    public boolean sameUrl(CacheKey other) {
        return path.equals(other.path)
                && Objects.equals(query, other.query)
                && authority.equals(other.authority)
                && scheme.equals(other.scheme);
    }

    public String scheme() {
        return scheme;
    }

    /** Always with a port. */
    public Authority authority() {
        return authority;
    }

    public String path() {
        return path;
    }

    /** Without the question mark. */
    public @Nullable String query() {
        return query;
    }

    public String track() {
        return track;
    }

    /** What further fields of the request add, a line for each; empty for nothing. */
    public String parts() {
        return parts;
    }

    /** The target as a URL, without a port that the scheme implies. */
    public String url() {
        String target = scheme + "://" + authority.toText(UrlParts.schemePort(scheme)) + path;
        return query == null ? target : target + "?" + query;
    }

    /** The URL without path and query. */
    public String origin() {
        return scheme + "://" + authority.toText(UrlParts.schemePort(scheme));
    }

    /** Characters held, for weighing. */
    public int length() {
        return scheme.length()
                + authority.host().length()
                + path.length()
                + track.length()
                + parts.length()
                + (query == null ? 0 : query.length());
    }

    /**
     * The key as bytes, for stores outside this process: scheme, host, port in decimal, path, query, track and the
     * further parts, each as a four-byte big-endian length and its UTF-8 bytes. A missing query has the length -1.
     * Lengths in front keep neighbours from running together, whatever they contain.
     */
    public byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(length() + 32);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            write(out, scheme);
            write(out, authority.host());
            write(out, Integer.toString(authority.port()));
            write(out, path);
            write(out, query);
            write(out, track);
            write(out, parts);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
        return bytes.toByteArray();
    }

    /** The key that {@link #bytes} made these bytes of; {@code null} for any others. */
    public static @Nullable CacheKey read(byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        @Nullable String[] parts = new @Nullable String[7];
        for (int i = 0; i < parts.length; i++) {
            int length = in.remaining() < 4 ? Integer.MIN_VALUE : in.getInt();
            boolean missing = length == -1 && i == QUERY_PART;
            if (!missing && (length < 0 || length > in.remaining())) {
                return null;
            }
            if (!missing) {
                parts[i] = new String(bytes, in.position(), length, StandardCharsets.UTF_8);
                in.position(in.position() + length);
            }
        }
        return in.hasRemaining() ? null : ofParts(parts, bytes);
    }

    /** One key has one form: what would be written otherwise has not been written by {@link #bytes}. */
    private static @Nullable CacheKey ofParts(@Nullable String[] parts, byte[] bytes) {
        long port = DeltaSeconds.parse(Objects.requireNonNull(parts[2]));
        if (port < 0 || port > 65_535) {
            return null;
        }
        Authority authority = new Authority(Objects.requireNonNull(parts[1]), (int) port);
        CacheKey key = new CacheKey(
                Objects.requireNonNull(parts[0]),
                authority,
                Objects.requireNonNull(parts[3]),
                parts[QUERY_PART],
                Objects.requireNonNull(parts[5]),
                Objects.requireNonNull(parts[6]));
        return Arrays.equals(key.bytes(), bytes) ? key : null;
    }

    private static void write(DataOutputStream out, @Nullable String part) throws IOException {
        if (part == null) {
            out.writeInt(-1);
            return;
        }
        byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
        out.writeInt(utf8.length);
        out.write(utf8);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CacheKey that
                && hash == that.hash
                && path.equals(that.path)
                && Objects.equals(query, that.query)
                && authority.equals(that.authority)
                && scheme.equals(that.scheme)
                && track.equals(that.track)
                && parts.equals(that.parts);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public int compareTo(CacheKey other) {
        int order = path.compareTo(other.path);
        order = order != 0 ? order : NULL_FIRST.compare(query, other.query);
        order = order != 0 ? order : authority.host().compareTo(other.authority.host());
        order = order != 0 ? order : Integer.compare(authority.port(), other.authority.port());
        order = order != 0 ? order : scheme.compareTo(other.scheme);
        order = order != 0 ? order : track.compareTo(other.track);
        return order != 0 ? order : parts.compareTo(other.parts);
    }

    @Override
    public String toString() {
        String text = track.isEmpty() ? url() : url() + " [" + track + "]";
        return parts.isEmpty() ? text : text + " {" + parts.replace('\n', ';') + "}";
    }
}
