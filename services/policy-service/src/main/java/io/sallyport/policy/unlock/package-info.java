/**
 * Blocks that are lifted for a while: kept in the store, told to edges, made and taken back by calls. May use publish, the
 * engine and vertx-kit.
 */
package io.sallyport.policy.unlock;
