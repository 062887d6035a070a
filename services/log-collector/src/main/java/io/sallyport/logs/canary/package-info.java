/** Figures of canaries, counted as records come in and told to whoever judges. May use keep, the kit and the contract. */
package io.sallyport.logs.canary;
