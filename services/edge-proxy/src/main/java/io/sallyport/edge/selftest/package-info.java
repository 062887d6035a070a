/**
 * What the open web can learn of our clients: probes go through the real forward listeners to an origin of our own, and what
 * arrives there is searched for leaks. The search is pure; only client and origin have sockets. May use the anonymity
 * package, the engines and Vert.x's net client and server.
 */
package io.sallyport.edge.selftest;
