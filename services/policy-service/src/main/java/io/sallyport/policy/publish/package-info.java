/**
 * From compiled policy to numbered snapshot, and the snapshot that the suite runs. May use compile, source, the engine
 * and vertx-kit.
 */
package io.sallyport.policy.publish;
