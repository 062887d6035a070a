package io.sallyport.routing.match;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.http.PathReading;
import org.jspecify.annotations.Nullable;

/** Which paths a route is for. All of them, and the paths compared, are in the canonical spelling of {@link PathReading}. */
public sealed interface PathPattern permits PathPattern.Exact, PathPattern.Prefix, PathTemplate {
    /** Kinds of path pattern, the most specific first. */
    enum Kind {
        EXACT,
        TEMPLATE,
        PREFIX
    }

    Kind kind();

    /** Whether it is for this path. */
    boolean matches(String path);

    /** Whether this matches every path that the other does; may say no where it is hard to tell. */
    boolean covers(PathPattern other);

    /** Whether there may be a path that both match; both are of one kind and equally specific. */
    boolean overlaps(PathPattern other);

    /** Negative when this is more specific than the other, which is of the same kind. */
    int compareSameKind(PathPattern other);

    /** Negative when this is more specific. */
    default int compareTo(PathPattern other) {
        int byKind = kind().compareTo(other.kind());
        return byKind != 0 ? byKind : compareSameKind(other);
    }

    /**
     * Reads the one of {@code exact}, {@code template} and {@code path} that is given; {@code null} when the template
     * is none.
     */
    static @Nullable PathPattern of(MatchDocument match) {
        if (!match.exact().isEmpty()) {
            return new Exact(PathReading.canonical(match.exact()));
        }
        return match.template().isEmpty() ? Prefix.of(match.path()) : PathTemplate.parse(match.template());
    }

    /** One path. */
    record Exact(String path) implements PathPattern {
        @Override
        public Kind kind() {
            return Kind.EXACT;
        }

        @Override
        public boolean matches(String asked) {
            return asked.equals(path);
        }

        @Override
        public boolean covers(PathPattern other) {
            return equals(other);
        }

        @Override
        public boolean overlaps(PathPattern other) {
            return equals(other);
        }

        @Override
        public int compareSameKind(PathPattern other) {
            return 0;
        }
    }

    /**
     * Every path that begins so, by whole segments.
     *
     * @param text without trailing slashes, so that {@code /a/} is {@code /a}, and {@code /}, which covers everything,
     *     is the empty text
     */
    record Prefix(String text) implements PathPattern {
        static Prefix of(String path) {
            String text = PathReading.canonical(path);
            int end = text.length();
            while (end > 0 && text.charAt(end - 1) == '/') {
                end--;
            }
            return new Prefix(text.substring(0, end));
        }

        /** Where it ends in a path that matches, in whatever spelling: each has as many slashes. */
        public int endIn(String path) {
            int end = 0;
            for (int i = 0; i < text.length(); i++) {
                if (text.charAt(i) == '/') {
                    int slash = path.indexOf('/', end + 1);
                    end = slash < 0 ? path.length() : slash;
                }
            }
            return end;
        }

        @Override
        public Kind kind() {
            return Kind.PREFIX;
        }

        @Override
        public boolean matches(String path) {
            return text.isEmpty()
                    || (path.startsWith(text) && (path.length() == text.length() || path.charAt(text.length()) == '/'));
        }

        @Override
        public boolean covers(PathPattern other) {
            return switch (other.kind()) {
                case EXACT -> matches(((Exact) other).path());
                case TEMPLATE -> text.isEmpty() || ((PathTemplate) other).startsWith(text);
                case PREFIX -> matches(((Prefix) other).text());
            };
        }

        @Override
        public boolean overlaps(PathPattern other) {
            return equals(other);
        }

        @Override
        public int compareSameKind(PathPattern other) {
            return ((Prefix) other).text().length() - text.length();
        }
    }
}
