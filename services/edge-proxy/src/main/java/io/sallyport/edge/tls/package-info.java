/**
 * TLS towards clients: which certificate a name gets, the settings of a handshake, and the change of certificates
 * while they are in use. May use configuration records and what vertx-kit reads of files; nothing of exchanges.
 */
package io.sallyport.edge.tls;
