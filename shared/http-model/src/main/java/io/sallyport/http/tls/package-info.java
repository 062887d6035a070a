/**
 * What a TLS handshake says in clear text: the name that the client asks for. Nothing is decrypted. May use the model of
 * HTTP; nothing else.
 */
package io.sallyport.http.tls;
