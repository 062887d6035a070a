package io.sallyport.contract.route;

import java.util.List;

/**
 * What is changed on the way to the server and back.
 *
 * @param path     the path sent to the server: a prefix that takes the place of the one matched, or a whole path with
 *     placeholders where the route matches a template; empty for the client's own
 * @param host     the Host sent to the server: a name, {@code {endpoint}} for the endpoint's own; empty for the client's
 * @param request  changes to request fields
 * @param response changes to response fields
 */
public record RewriteDocument(String path, String host, FieldsDocument request, FieldsDocument response) {

    /**
     * Changes to fields: removed first, then set, then added.
     *
     * @param remove names
     * @param set    fields that take the place of any of that name
     * @param add    fields that join any of that name
     */
    public record FieldsDocument(List<String> remove, List<FieldDocument> set, List<FieldDocument> add) {
        public FieldsDocument {
            remove = remove == null ? List.of() : List.copyOf(remove);
            set = set == null ? List.of() : List.copyOf(set);
            add = add == null ? List.of() : List.copyOf(add);
        }
    }

    /** One field, written {@code {name: X-Team, value: shop}} or {@code "X-Team: shop"}. */
    public record FieldDocument(String name, String value) {
        public FieldDocument {
            name = name == null ? "" : name;
            value = value == null ? "" : value;
        }

        /** Reads the short form, {@code name: value}. */
        public static FieldDocument parse(String text) {
            int colon = text.indexOf(':');
            if (colon < 1) {
                throw new IllegalArgumentException("found \"" + text + "\", allowed: a field such as \"X-Team: shop\"");
            }
            return new FieldDocument(
                    text.substring(0, colon), text.substring(colon + 1).strip());
        }
    }

    public RewriteDocument {
        path = path == null ? "" : path;
        host = host == null ? "" : host;
        request = request == null ? new FieldsDocument(null, null, null) : request;
        response = response == null ? new FieldsDocument(null, null, null) : response;
    }
}
