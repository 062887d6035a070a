package io.sallyport.kit.config;

import io.sallyport.config.Binder;
import io.sallyport.config.Bound;
import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.config.Overrides;
import io.sallyport.config.Source;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;
import java.util.Map;

/** Reads the text of a dynamic document; <code>${NAME}</code> in it stands for an environment variable. */
public final class DocumentBinder {
    /** The file name of the routes in the configuration folder. */
    public static final String ROUTES = "routes.yaml";

    /** The file name of the policies in the configuration folder. */
    public static final String POLICIES = "policies.yaml";

    private DocumentBinder() {}

    /**
     * Reads {@code routes.yaml}.
     *
     * @param source names the text in messages, such as {@code routes.yaml}
     */
    public static Binding<RoutesDocument> routes(String source, String text) {
        return bind(RoutesDocument.class, source, text, System.getenv());
    }

    /**
     * Reads {@code policies.yaml}.
     *
     * @param source names the text in messages, such as {@code policies.yaml}
     */
    public static Binding<PoliciesDocument> policies(String source, String text) {
        return bind(PoliciesDocument.class, source, text, System.getenv());
    }

    /** Reads any document record; for those two above, and for tests that bring variables of their own. */
    public static <T extends Record> Binding<T> bind(
            Class<T> type, String source, String text, Map<String, String> variables) {
        try {
            Bound<T> bound = Binder.bind(type, new Source(source, text, variables, Overrides.NONE));
            return new Binding.Bound<>(
                    bound.value(),
                    problem -> bound.positions()
                            .finding(problem.path(), problem.found(), problem.allowed())
                            .toString());
        } catch (ConfigException e) {
            List<String> messages = e.findings().stream().map(Finding::toString).toList();
            return new Binding.Refused<>(messages);
        }
    }
}
