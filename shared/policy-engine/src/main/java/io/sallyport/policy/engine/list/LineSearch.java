package io.sallyport.policy.engine.list;

import io.sallyport.contract.policy.ListDocument.Format;
import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Finds the lines of a list that speak of a host. The compiled form knows no lines; this reads the text once more, for
 * people, not for requests.
 */
public final class LineSearch implements NameListParser.LineWalk {
    private static final int MAX_FOUND = 20;

    private final String host;
    private final List<FoundLine> found = new ArrayList<>();
    private long number;
    private String line = "";

    private LineSearch(String host) {
        this.host = host;
    }

    /**
     * A line that speaks of the host.
     *
     * @param line      counted from 1
     * @param name      the host or a domain above it
     * @param exception whether it takes the name out of the list
     * @param text      the line's beginning, printable
     */
    public record FoundLine(long line, String name, boolean exception, String text) {}

    /**
     * The first lines that cover the host, exceptions included, in their order.
     *
     * @param host as in {@link io.sallyport.http.Authority}
     */
    public static List<FoundLine> find(Reader text, Format format, String host) throws IOException {
        LineSearch search = new LineSearch(host);
        NameListParser.walk(text, NameListParser.lines(format), search);
        return List.copyOf(search.found);
    }

    @Override
    public NameSink line(long at, String text) {
        number = at;
        line = text;
        return this::take;
    }

    private boolean take(Entry entry, String name) {
        if (covers(entry, name) && found.size() < MAX_FOUND) {
            found.add(new FoundLine(number, name, entry.isException(), Quoted.of(line)));
        }
        return true;
    }

    private boolean covers(Entry entry, String name) {
        if (!host.endsWith(name)) {
            return false;
        }
        int rest = host.length() - name.length();
        return rest == 0 ? entry.coversSelf() : host.charAt(rest - 1) == '.' && entry.coversBelow();
    }

    @Override
    public void skipped(long at, String text, SkipReason reason) {
        // what a list does not use, nobody asks for
    }
}
