/**
 * From text to what can be published: bind, check, compile lists. Blocking, without Vert.x. May use source, the engine,
 * the configuration loader and vertx-kit's codec.
 */
package io.sallyport.policy.compile;
