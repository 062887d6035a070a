package io.sallyport.router.source;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.kit.config.Binding;
import io.sallyport.kit.config.DocumentBinder;
import io.sallyport.routing.validation.RouteValidator;
import java.util.List;

/** What became of the text of {@code routes.yaml}. */
public sealed interface RouteReading {
    /** A document that compiles. */
    record Accepted(RoutesDocument document) implements RouteReading {}

    /**
     * Not to be used.
     *
     * @param messages one or more, each with file, line, column, key, what was found and what is allowed
     */
    record Refused(List<String> messages) implements RouteReading {
        public Refused {
            messages = List.copyOf(messages);
        }

        /** All messages, one a line. */
        public String text() {
            return String.join("\n", messages);
        }
    }

    /**
     * Binds and validates.
     *
     * @param file names the text in messages
     */
    static RouteReading of(String file, String text) {
        Binding<RoutesDocument> binding = DocumentBinder.routes(file, text);
        if (binding instanceof Binding.Bound<RoutesDocument> bound) {
            List<Problem> problems = RouteValidator.validate(bound.document());
            return problems.isEmpty() ? new Accepted(bound.document()) : new Refused(bound.messages(problems));
        }
        return new Refused(((Binding.Refused<RoutesDocument>) binding).messages());
    }
}
