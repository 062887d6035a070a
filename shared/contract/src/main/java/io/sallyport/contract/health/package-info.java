/** What active probes found, and what edges see of endpoints in live traffic. May use the JDK only. */
package io.sallyport.contract.health;
