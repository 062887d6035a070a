package io.sallyport.config;

import java.util.List;
import java.util.Map;

/** A document as written, with positions; aliases are expanded, keys are unique. */
sealed interface Tree {
    Position at();

    /** For messages: what an operator would call it. */
    String describe();

    /** A key without a value, or with {@code null} or {@code ~}. */
    record Nothing(Position at) implements Tree {
        @Override
        public String describe() {
            return "nothing";
        }
    }

    /** A value that was already complained about. */
    record Broken(Position at) implements Tree {
        @Override
        public String describe() {
            return "a broken value";
        }
    }

    /**
     * A scalar.
     *
     * @param written as it stands in the file; messages show this one, since what a placeholder stands for may be secret
     * @param text    with placeholders replaced
     */
    record Leaf(Position at, String written, String text) implements Tree {
        private static final int SHOWN = 80;

        @Override
        public String describe() {
            return Text.quote(written.length() <= SHOWN ? written : written.substring(0, SHOWN) + "...");
        }

        /** A message about the text, with the text as written. */
        String mask(String message) {
            return text.equals(written) || text.isEmpty() ? message : message.replace(text, written);
        }
    }

    /** A sequence. */
    record Items(Position at, List<Tree> trees) implements Tree {
        @Override
        public String describe() {
            return "a list";
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(Position at, Map<String, Field> fields) implements Tree {
        @Override
        public String describe() {
            return "a mapping";
        }
    }

    /** One entry of a mapping. */
    record Field(Position key, Tree value) {}
}
