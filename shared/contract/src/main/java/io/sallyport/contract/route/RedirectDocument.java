package io.sallyport.contract.route;

import io.sallyport.contract.Require;

/**
 * Sends the client elsewhere.
 *
 * @param to     the new target, with placeholders {@code {scheme}}, {@code {host}}, {@code {path}}, {@code {query}} and
 *     the names of the route's template
 * @param status 301, 302, 303, 307 or 308
 */
public record RedirectDocument(String to, Integer status) {
    public RedirectDocument {
        Require.present(to, "to", "a target such as https://{host}{path}");
        status = status == null ? 308 : status;
        if (status != 301 && status != 302 && status != 303 && status != 307 && status != 308) {
            throw new IllegalArgumentException("status: found " + status + ", allowed: 301, 302, 303, 307, 308");
        }
    }

    /** Reads the short form, a target alone. */
    public static RedirectDocument parse(String to) {
        return new RedirectDocument(to, null);
    }
}
