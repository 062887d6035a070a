/**
 * What a stranger can learn of our servers: every route is asked as an outsider would ask it, through the real
 * listeners, and what comes back is searched for leaks. The search is pure; only the client has sockets. May use the
 * contract, the routing engine's tables and Vert.x's net client.
 */
package io.sallyport.edge.fingerprint;
