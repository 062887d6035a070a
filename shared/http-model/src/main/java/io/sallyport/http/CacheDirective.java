package io.sallyport.http;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The directives of Cache-Control that we know: <a href="https://datatracker.ietf.org/doc/html/rfc9111#section-5.2">RFC
 * 9111 section 5.2</a>, <a href="https://datatracker.ietf.org/doc/html/rfc5861">RFC 5861</a> and
 * <a href="https://datatracker.ietf.org/doc/html/rfc8246">RFC 8246</a>.
 */
public enum CacheDirective {
    MAX_AGE("max-age", true),
    S_MAXAGE("s-maxage", true),
    STALE_WHILE_REVALIDATE("stale-while-revalidate", true),
    STALE_IF_ERROR("stale-if-error", true),
    MIN_FRESH("min-fresh", true),
    MAX_STALE("max-stale", true),
    NO_STORE("no-store", false),
    NO_CACHE("no-cache", false),
    NO_TRANSFORM("no-transform", false),
    PUBLIC("public", false),
    PRIVATE("private", false),
    MUST_REVALIDATE("must-revalidate", false),
    PROXY_REVALIDATE("proxy-revalidate", false),
    MUST_UNDERSTAND("must-understand", false),
    ONLY_IF_CACHED("only-if-cached", false),
    IMMUTABLE("immutable", false);

    private static final Map<String, CacheDirective> BY_NAME = byName();

    private final String text;
    private final boolean timed;

    CacheDirective(String text, boolean timed) {
        this.text = text;
        this.timed = timed;
    }

    private static Map<String, CacheDirective> byName() {
        Map<String, CacheDirective> names = new HashMap<>();
        for (CacheDirective directive : values()) {
            names.put(directive.text, directive);
        }
        return Map.copyOf(names);
    }

    /** In any letter case; {@code null} when we do not know it. */
    static CacheDirective named(String name) {
        return BY_NAME.get(name.toLowerCase(Locale.ROOT));
    }

    /** In lower case only; {@code null} when we do not know it. */
    static CacheDirective exactly(String name) {
        return BY_NAME.get(name);
    }

    /** As written in the field. */
    public String text() {
        return text;
    }

    /** Whether its argument, if it has one, is a list of field names. */
    boolean namesFields() {
        return this == NO_CACHE || this == PRIVATE;
    }

    /** Whether its argument is a number of seconds. */
    boolean isTimed() {
        return timed;
    }
}
