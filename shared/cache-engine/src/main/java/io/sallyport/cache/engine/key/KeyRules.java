package io.sallyport.cache.engine.key;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * How the key of a request is made, beyond its URL and track. Compiled once for each route.
 *
 * <p>The query that comes out of it must also be the one that the origin gets. Otherwise what is left out would be an
 * input that changes the response and is not in the key, by which one client chooses what the others see.
 */
public final class KeyRules {
    /** By the URL as it is. */
    public static final KeyRules PLAIN = new KeyRules(List.of(), false, List.of(), List.of());

    private final List<String> drop;
    private final boolean sort;
    private final List<String> headers;
    private final List<String> cookies;
    private final QueryRule query;
    private final @Nullable KeyParts parts;

    private KeyRules(List<String> drop, boolean sort, List<String> headers, List<String> cookies) {
        this.drop = List.copyOf(drop);
        this.sort = sort;
        this.headers = headers;
        this.cookies = cookies;
        this.query = new QueryRule(drop, sort);
        this.parts = headers.isEmpty() && cookies.isEmpty() ? null : new KeyParts(headers, cookies);
    }

    /**
     * Compiles.
     *
     * @param drop    query parameters that count for nothing; a {@code *} at the end stands for any further characters
     * @param sort    whether their order counts for nothing either
     * @param headers names of request fields, in any case and order
     * @param cookies names of cookies, in any order
     */
    public static KeyRules of(List<String> drop, boolean sort, List<String> headers, List<String> cookies) {
        TreeSet<String> names = new TreeSet<>();
        headers.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return new KeyRules(drop, sort, List.copyOf(names), List.copyOf(new TreeSet<>(cookies)));
    }

    /** Whether keys are the URL as it is. */
    public boolean isPlain() {
        return parts == null && query.isPlain();
    }

    /**
     * The query by which a response is stored and which the origin gets. The very same text when nothing changes, {@code
     * null} when nothing is left.
     *
     * @param asked without the question mark; {@code null} for none
     */
    public @Nullable String query(@Nullable String asked) {
        return query.apply(asked);
    }

    /**
     * What of the request's fields is in the key, as text; empty when the rules name none. {@code null} when it cannot be
     * put there for certain, so that the cache must be left out of it; see {@link KeyParts}.
     */
    public @Nullable String parts(HeaderView request) {
        return parts == null ? "" : parts.of(request);
    }

    /** The key that a key by the plain URL becomes. */
    public CacheKey applied(CacheKey plain) {
        return plain.withQuery(query(plain.query()));
    }

    /** Request fields by which responses differ, for {@code Vary}. */
    public List<String> variesBy() {
        if (cookies.isEmpty()) {
            return headers;
        }
        List<String> names = new ArrayList<>(headers);
        names.add("cookie");
        return names;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof KeyRules that
                && sort == that.sort
                && drop.equals(that.drop)
                && headers.equals(that.headers)
                && cookies.equals(that.cookies);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * (31 * drop.hashCode() + headers.hashCode()) + cookies.hashCode()) + Boolean.hashCode(sort);
    }

    @Override
    public String toString() {
        return "drop " + drop + (sort ? ", sorted" : "") + ", header " + headers + ", cookie " + cookies;
    }
}
