/**
 * Lists that are fetched: when, how, whether what came is taken, and where it is kept. May use compile, the engine, vertx-kit
 * and the web client.
 */
package io.sallyport.policy.subscription;
