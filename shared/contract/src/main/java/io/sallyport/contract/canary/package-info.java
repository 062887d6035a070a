/** Canaries: how far each has got, and the figures that it is judged by. May use the JDK only. */
package io.sallyport.contract.canary;
