/** Messages by which an edge asks whether a credential is good. May use the JDK and the contract only. */
package io.sallyport.contract.access;
