package io.sallyport.kit.config;

import io.sallyport.contract.Problem;
import java.util.List;
import java.util.function.Function;

/** What became of a text: a document, or the reasons why it is none. */
public sealed interface Binding<T> {

    /**
     * The text is well-formed and every value is one that its key allows.
     *
     * @param positions turns a problem found later, by a compiler, into {@code file:line:column: path: ...}
     */
    record Bound<T>(T document, Function<Problem, String> positions) implements Binding<T> {
        /** The problems as positioned messages, in their order. */
        public List<String> messages(List<Problem> problems) {
            return problems.stream().map(positions).toList();
        }
    }

    /**
     * The text is no such document.
     *
     * @param messages one or more, each with file, line, column, key, what was found and what is allowed
     */
    record Refused<T>(List<String> messages) implements Binding<T> {
        public Refused {
            messages = List.copyOf(messages);
        }
    }
}
