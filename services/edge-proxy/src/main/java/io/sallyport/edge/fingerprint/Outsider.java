package io.sallyport.edge.fingerprint;

import io.sallyport.contract.route.ConcealDocument;
import java.util.Set;

/**
 * What is known of a question's circumstances when its answer is searched.
 *
 * @param route    name of the route; empty for none
 * @param listener name of the listener
 * @param host     the host that was asked for
 * @param conceal  the route's rules
 * @param inside   names and addresses of servers that no answer may hold, in lower case
 * @param h3       whether the listener itself may say {@code Alt-Svc}
 */
record Outsider(String route, String listener, String host, ConcealDocument conceal, Set<String> inside, boolean h3) {}
