/**
 * Everything two modules must agree on: bus addresses, store keys, outcomes and value types. May use the JDK only.
 */
package io.sallyport.contract;
