package io.sallyport.routing.act;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.route.RouteLimitsDocument;
import java.util.List;

/**
 * What a request of a route may be like.
 *
 * @param bodyBytes largest body; {@link Long#MAX_VALUE}: any
 * @param fields    most fields; {@link Integer#MAX_VALUE}: any number
 * @param methods   methods served; none: every method
 * @param allow     the same as the {@code Allow} field writes them
 * @param requests  most requests under way; {@link Integer#MAX_VALUE}: any number
 */
public record RouteLimits(long bodyBytes, int fields, List<String> methods, String allow, int requests) {
    public static final RouteLimits NONE =
            new RouteLimits(Long.MAX_VALUE, Integer.MAX_VALUE, List.of(), "", Integer.MAX_VALUE);

    public RouteLimits {
        methods = List.copyOf(methods);
    }

    static RouteLimits of(RouteLimitsDocument document) {
        return new RouteLimits(
                document.body().map(ByteSize::bytes).orElse(Long.MAX_VALUE),
                document.headers().orElse(Integer.MAX_VALUE),
                document.method(),
                String.join(", ", document.method()),
                document.requests().orElse(Integer.MAX_VALUE));
    }

    public boolean servesMethod(String method) {
        return methods.isEmpty() || methods.contains(method);
    }

    public boolean limitsFields() {
        return fields != Integer.MAX_VALUE;
    }

    public boolean limitsBody() {
        return bodyBytes != Long.MAX_VALUE;
    }

    public boolean limitsRequests() {
        return requests != Integer.MAX_VALUE;
    }
}
