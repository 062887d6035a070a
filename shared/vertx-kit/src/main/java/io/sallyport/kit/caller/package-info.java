/**
 * Who calls an API, and whether that caller may: pure decisions that the entrance and every service share. May use the JDK,
 * the contract and http-model; no Vert.x, no clock.
 */
package io.sallyport.kit.caller;
