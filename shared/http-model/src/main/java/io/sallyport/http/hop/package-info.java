/**
 * What is said to a proxy so that it opens a way to a target: CONNECT and SOCKS5 from the client's side. Pure state
 * machines over bytes. May use the JDK and the addresses of this module.
 */
package io.sallyport.http.hop;
