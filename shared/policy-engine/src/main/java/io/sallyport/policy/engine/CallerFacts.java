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

    /** The same as plain values. */
    record Known(String routeName, String country, String user, List<String> groups) implements CallerFacts {
        public Known {
            groups = List.copyOf(groups);
        }
    }
}
