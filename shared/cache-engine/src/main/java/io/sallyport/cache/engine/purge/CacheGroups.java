package io.sallyport.cache.engine.purge;

import io.sallyport.http.HeaderView;
import io.sallyport.http.StructuredStrings;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.StringTokenizer;

/**
 * The groups of a response: {@code Cache-Groups} (<a href="https://datatracker.ietf.org/doc/html/rfc9875#section-2">RFC 9875
 * section 2</a>), and what servers say for other caches in {@code Surrogate-Key}, {@code xkey} (names between blanks) and
 * {@code Cache-Tag} (names between commas). All are names of one kind.
 *
 * @param names        in their order, each once, at most {@link #MAX}
 * @param isIncomplete whether there were more: the response counts as one of every group
 */
public record CacheGroups(List<String> names, boolean isIncomplete) {
    /** Far beyond the 32 that RFC 9875 asks for; a head's limit bounds their length. */
    public static final int MAX = 256;

    public static final CacheGroups NONE = new CacheGroups(List.of(), false);

    private static final String GROUPS = "cache-groups";
    private static final String INVALIDATION = "cache-group-invalidation";

    public CacheGroups {
        names = List.copyOf(names);
    }

    public boolean isEmpty() {
        return names.isEmpty();
    }

    /** About the bytes of memory held. */
    public long weight() {
        long weight = 0;
        for (int i = 0; i < names.size(); i++) {
            weight += 64 + names.get(i).length();
        }
        return weight;
    }

    /** Of a response, as it came or as it is stored. */
    public static CacheGroups of(HeaderView response) {
        boolean structured = response.contains(GROUPS);
        boolean keys = response.contains("surrogate-key");
        boolean tags = response.contains("cache-tag");
        boolean others = response.contains("xkey");
        if (!structured && !keys && !tags && !others) {
            return NONE;
        }
        Set<String> names = new LinkedHashSet<>(structured ? strings(response, GROUPS) : List.of());
        if (keys) {
            between(response, "surrogate-key", " \t", names);
        }
        if (tags) {
            between(response, "cache-tag", ",", names);
        }
        if (others) {
            between(response, "xkey", " \t", names);
        }
        return bounded(names);
    }

    /**
     * Groups of its own origin that the answer to an unsafe request takes out of the cache ({@code
     * Cache-Group-Invalidation}, <a href="https://datatracker.ietf.org/doc/html/rfc9875#section-3">RFC 9875 section 3</a>);
     * at most {@link #MAX}.
     */
    public static List<String> invalidatedBy(HeaderView response) {
        if (!response.contains(INVALIDATION)) {
            return List.of();
        }
        List<String> names = strings(response, INVALIDATION);
        return names.size() > MAX ? names.subList(0, MAX) : names;
    }

    /** What is no list of strings counts as not sent. */
    private static List<String> strings(HeaderView response, String field) {
        List<String> names = StructuredStrings.parse(response.all(field));
        return names == null ? List.of() : names;
    }

    private static void between(HeaderView response, String field, String delimiters, Set<String> to) {
        for (String line : response.all(field)) {
            StringTokenizer words = new StringTokenizer(line, delimiters);
            while (words.hasMoreTokens()) {
                String word = words.nextToken().strip();
                if (!word.isEmpty()) {
                    to.add(word);
                }
            }
        }
    }

    private static CacheGroups bounded(Set<String> names) {
        List<String> list = new ArrayList<>(names);
        return list.size() > MAX ? new CacheGroups(list.subList(0, MAX), true) : new CacheGroups(list, false);
    }
}
