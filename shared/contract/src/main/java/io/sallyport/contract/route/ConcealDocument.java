package io.sallyport.contract.route;

import java.util.List;

/**
 * What of a server is kept from clients.
 *
 * @param server  the {@code Server} field sent in place of the origin's; empty: none
 * @param remove  names of fields taken out besides the usual; a trailing {@code *} stands for any ending
 * @param keep    names of fields left in although they are usually taken out
 * @param errors  statuses whose bodies are replaced by our own page
 * @param rewrite whether inside addresses in {@code Location}, {@code Content-Location}, {@code Refresh}, {@code Link}
 *     and cookies' {@code Domain} and {@code Path} become ours; default true
 */
public record ConcealDocument(
        String server, List<String> remove, List<String> keep, List<Integer> errors, Boolean rewrite) {
    public ConcealDocument {
        server = server == null ? "" : server;
        remove = remove == null ? List.of() : List.copyOf(remove);
        keep = keep == null ? List.of() : List.copyOf(keep);
        errors = errors == null ? List.of() : List.copyOf(errors);
        rewrite = rewrite == null || rewrite;
    }
}
