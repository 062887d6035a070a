package io.sallyport.policy.engine.list;

import java.util.Locale;

/** Why a line of a list, or a part of it, is not used. */
public enum SkipReason {
    /** No host can be called that. */
    NO_NAME("allowed: a host name"),
    /** A hosts file begins its lines with an address. */
    NO_ADDRESS("allowed: an address and names"),
    /** Nothing behind the address. */
    ADDRESS_ALONE("allowed: an address and names"),
    /** In a hosts file such a name means one machine; here it would cover a whole top-level domain. */
    NO_DOT("allowed: a name with a dot"),
    /** A list has names; which paths of a site are meant is not known for what goes through tunnels. */
    URL("allowed: a host name without scheme and path"),
    PORT("allowed: a host name without port"),
    RANGE("allowed: a name or one address; ranges are for when.client and when.destination"),
    /** Rules that hide parts of pages, which nobody can follow who does not read pages. */
    COSMETIC("allowed: ||name^ and @@||name^; what hides parts of a page is for browsers"),
    /** Any other text of a filter: parts of URLs, regular expressions. */
    PATTERN("allowed: ||name^ and @@||name^"),
    /** A condition that a proxy cannot see, such as the page that a request comes from. */
    OPTION("allowed: $important, $all, $document or no option"),
    /** Response policies for addresses, name servers and clients. */
    TRIGGER("allowed: triggers on the name that is asked for"),
    /** Answers of the zone's own, and {@code rpz-tcp-only}. */
    ACTION("allowed: CNAME . or *. or rpz-drop. or rpz-passthru."),
    /** {@code $INCLUDE}, {@code $GENERATE} and the like. */
    DIRECTIVE("allowed: $ORIGIN and $TTL"),
    OUT_OF_ZONE("allowed: a name in the zone of the SOA record"),
    TOO_LONG("allowed: at most " + BoundedLines.MAX_LINE + " characters"),
    LIST_FULL("allowed: at most " + NameSet.MAX_NAMES + " names");

    private final String remedy;
    private final String token = name().toLowerCase(Locale.ROOT);

    SkipReason(String remedy) {
        this.remedy = remedy;
    }

    /** What stands in lists instead, as {@code allowed: ...}. */
    public String remedy() {
        return remedy;
    }

    /** The word for answers and figures. */
    public String token() {
        return token;
    }
}
