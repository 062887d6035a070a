package io.sallyport.policy.engine;

import java.util.List;

/**
 * What is known of a request besides the request itself. Asked only when a rule wants to know, so that a look-up behind
 * an answer costs nothing where no rule needs it.
 */
public interface CallerFacts {
    /** Country of an address that no database knows. */
    String UNKNOWN = "unknown";

    /** Country of an address that is assigned to nobody: private, loopback, link-local and their like. */
    String PRIVATE = "private";

    /** Nothing is known. */
    CallerFacts NONE = new Known("", UNKNOWN, "", List.of());

    /** Name of the route that matched; empty for none, and on the forward side. */
    String routeName();

    /** ISO 3166-1 alpha-2 code in upper case, {@link #PRIVATE} or {@link #UNKNOWN}. */
    String country();

    /** Who the client has proved to be; empty for nobody yet. */
    String user();

    /** Groups of that user. */
    List<String> groups();

    /** When the request began, in milliseconds since 1970; rules with hours or dates, and unlocks, go by it. */
    default long nowMillis() {
        return 0;
    }

    /** Where it goes, as far as that is known. */
    default Destination destination() {
        return Destination.UNRESOLVED;
    }

    /** The same as plain values. */
    record Known(
            String routeName, String country, String user, List<String> groups, long nowMillis, Destination destination)
            implements CallerFacts {
        public Known {
            groups = List.copyOf(groups);
        }

        /** At the beginning of 1970, to a place that nobody has looked up. */
        public Known(String routeName, String country, String user, List<String> groups) {
            this(routeName, country, user, groups, 0, Destination.UNRESOLVED);
        }
    }

    /**
     * The same caller, to one of the addresses of its target.
     *
     * @param caller in everything else
     */
    record To(CallerFacts caller, Destination destination) implements CallerFacts {
        @Override
        public String routeName() {
            return caller.routeName();
        }

        @Override
        public String country() {
            return caller.country();
        }

        @Override
        public String user() {
            return caller.user();
        }

        @Override
        public List<String> groups() {
            return caller.groups();
        }

        @Override
        public long nowMillis() {
            return caller.nowMillis();
        }
    }
}
