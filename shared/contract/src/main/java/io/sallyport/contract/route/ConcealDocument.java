package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import java.util.List;

/**
 * What of a server is kept from clients.
 *
 * @param server  the {@code Server} field sent in place of the origin's; empty: none
 * @param remove  names of fields taken out besides the usual; a trailing {@code *} stands for any ending
 * @param keep    names of fields left in although they are usually taken out; a trailing {@code *} as above
 * @param errors  statuses, 400 to 599, whose bodies are replaced by our own page
 * @param rewrite whether inside addresses in {@code Location}, {@code Content-Location}, {@code Refresh}, {@code Link}
 *     and cookies' {@code Domain} and {@code Path} become ours; default true
 * @param names   inside names besides the cluster's endpoints and the Host sent to them: a name, {@code host:port}, or
 *     {@code *.name}
 */
public record ConcealDocument(
        String server,
        List<String> remove,
        List<String> keep,
        List<Integer> errors,
        Boolean rewrite,
        List<String> names) {
    public ConcealDocument {
        server = server == null ? "" : server;
        remove = remove == null ? List.of() : List.copyOf(remove);
        keep = keep == null ? List.of() : List.copyOf(keep);
        errors = errors == null ? List.of() : List.copyOf(errors);
        errors.forEach(status -> Require.range(status, 400, 599, "errors"));
        rewrite = rewrite == null || rewrite;
        names = names == null ? List.of() : List.copyOf(names);
    }
}
