package io.sallyport.kit.config;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.util.List;

/** Reads the text of a dynamic document. */
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
        return bind(source, text, RoutesDocument.class);
    }

    /**
     * Reads {@code policies.yaml}.
     *
     * @param source names the text in messages, such as {@code policies.yaml}
     */
    public static Binding<PoliciesDocument> policies(String source, String text) {
        return bind(source, text, PoliciesDocument.class);
    }

    private static <T> Binding<T> bind(String source, String text, Class<T> type) {
        return new Binding.Refused<>(List.of(source + ": not yet"));
    }
}
