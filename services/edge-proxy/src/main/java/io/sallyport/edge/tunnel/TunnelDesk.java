package io.sallyport.edge.tunnel;

import io.vertx.core.Future;

/** What an operator can ask of and do to the open tunnels of an edge; from any thread. */
public interface TunnelDesk {
    /**
     * Some of them, oldest first.
     *
     * @param after 0, or what the page before names as the next
     * @param limit most tunnels of the page
     */
    Future<TunnelPage> page(TunnelSelection selection, long after, int limit);

    /** Ends those that are meant; completes with their number when they have been told. */
    Future<Integer> cut(TunnelSelection selection);

    /** Ends those that the policy in force forbids; completes with their number when all have been judged. */
    Future<Integer> cutForbidden();
}
