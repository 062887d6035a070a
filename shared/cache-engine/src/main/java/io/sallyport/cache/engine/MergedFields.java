package io.sallyport.cache.engine;

import io.sallyport.cache.engine.stored.ResponseControl;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.http.HeaderList;
import io.sallyport.http.HeaderView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A stored response's fields with those of a newer answer without a body (<a
 * href="https://datatracker.ietf.org/doc/html/rfc9111#section-3.2">RFC 9111 section 3.2</a>).
 */
final class MergedFields {
    /** They say how the stored bytes are to be read, and some of them have been through our hands. */
    private static final Set<String> KEPT = Set.of("content-encoding", "content-length", "content-range");

    private MergedFields() {}

    /**
     * A field that the newer answer carries replaces the stored lines of that name, a field that it leaves out stays.
     * Without a Date of its own it is as old as its receipt, not as the response that it speaks of.
     */
    static HeaderList of(HeaderList stored, HeaderView newer) {
        List<String> lines = new ArrayList<>(2 * stored.size() + 16);
        stored.forEach((name, value) -> {
            boolean replaced = !isKept(name) && (newer.contains(name) || name.equalsIgnoreCase("date"));
            if (!replaced) {
                lines.add(name);
                lines.add(value);
            }
        });
        newer.forEach((name, value) -> {
            if (!isKept(name)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return HeaderList.of(lines.toArray(String[]::new));
    }

    /** Fields of the newer answer that the head leaves out, so that only the client who caused it gets them. */
    static HeaderList withheld(StoredHead head, HeaderView newer) {
        ResponseControl control = new ResponseControl(head.control(), false);
        List<String> lines = new ArrayList<>(0);
        newer.forEach((name, value) -> {
            if (control.leavesOut(name)) {
                lines.add(name);
                lines.add(value);
            }
        });
        return HeaderList.of(lines.toArray(String[]::new));
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name.toLowerCase(Locale.ROOT));
    }
}
