package io.sallyport.logs.source;

import io.sallyport.logs.query.Selection;
import io.sallyport.logs.write.JsonRows;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A question as it is put to another collector: the caller's own conditions, and a range of time that does not move while one
 * page follows the other.
 */
public final class PeerQuestion {
    private static final Set<String> OURS = Set.of(
            "since", "until", "limit", "cursor", "format", "fields", "order", "scope", "by", "every", "top", "last");

    private final List<String> parts = new ArrayList<>();

    private PeerQuestion() {
        add("scope", "local");
    }

    /** With the conditions among a caller's parameters. */
    public static PeerQuestion of(Iterable<Map.Entry<String, String>> parameters) {
        PeerQuestion question = new PeerQuestion();
        for (Map.Entry<String, String> parameter : parameters) {
            if (!OURS.contains(parameter.getKey())) {
                question.add(parameter.getKey(), parameter.getValue());
            }
        }
        return question;
    }

    PeerQuestion range(Selection selection) {
        if (selection.sinceMicros() != Long.MIN_VALUE) {
            add("since", JsonRows.instant(selection.sinceMicros()).toString());
        }
        if (selection.untilMicros() != Long.MAX_VALUE) {
            add("until", JsonRows.instant(selection.untilMicros()).toString());
        }
        return this;
    }

    public PeerQuestion add(String name, String value) {
        parts.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
        return this;
    }

    /** The same, to go on with. */
    PeerQuestion copy() {
        PeerQuestion copy = new PeerQuestion();
        copy.parts.clear();
        copy.parts.addAll(parts);
        return copy;
    }

    /** Path and query. */
    public String uri(String path) {
        return path + "?" + String.join("&", parts);
    }
}
