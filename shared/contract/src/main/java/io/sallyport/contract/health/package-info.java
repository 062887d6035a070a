/** What active probes found. May use the JDK only. */
package io.sallyport.contract.health;
