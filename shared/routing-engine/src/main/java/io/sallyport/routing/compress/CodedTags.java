package io.sallyport.routing.compress;

import io.sallyport.http.EntityTag;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Entity tags of bodies that we compress. The server's strong tag promises its very bytes, so a compressed body has the
 * weak one of the same text (<a href="https://datatracker.ietf.org/doc/html/rfc9110#section-8.8.1">RFC 9110 section
 * 8.8.1</a>): good for If-None-Match, and never for putting ranges together.
 */
public final class CodedTags {
    private CodedTags() {}

    /** The tag for a compressed body; {@code null} when the server's is none by the grammar, and must go. */
    public static @Nullable String weak(String tag) {
        String text = tag.strip();
        if (text.startsWith("W/\"")) {
            return text;
        }
        return text.length() > 1 && text.startsWith("\"") && text.endsWith("\"") ? "W/" + text : null;
    }

    /**
     * The tag of a 304: weak if the client asked with the weak form, since then it holds a compressed body and must not
     * take it for the server's own bytes.
     *
     * @param ifNoneMatch lines of the request that the server answered
     */
    public static String ofNotModified(String tag, List<String> ifNoneMatch) {
        EntityTag sent = new EntityTag(tag);
        if (sent.isWeak()) {
            return tag;
        }
        for (EntityTag asked : EntityTag.list(ifNoneMatch)) {
            if (asked.isWeak() && asked.weaklyEquals(sent)) {
                return asked.text();
            }
        }
        return tag;
    }

    /**
     * If-Match as the server understands it: it compares strongly and never made our weak tags, so each is sent in its
     * strong form. Where the server's own tag is weak that matches no more than before. The same list when nothing
     * changes.
     */
    public static List<String> strong(List<String> ifMatch) {
        boolean weak = ifMatch.stream().anyMatch(line -> line.contains("W/\""));
        if (!weak) {
            return ifMatch;
        }
        List<String> tags = new ArrayList<>();
        for (EntityTag tag : EntityTag.list(ifMatch)) {
            tags.add(tag.isWeak() ? tag.text().substring(2) : tag.text());
        }
        return List.of(String.join(", ", tags));
    }
}
