/**
 * Certificates that we show, and their keys: read, and held against each other. May use the JDK and the contract;
 * nothing of Vert.x.
 */
package io.sallyport.kit.certificate;
