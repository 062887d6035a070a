/**
 * The policy-service: reads policies and lists, publishes snapshots, explains verdicts. May use vertx-kit and the
 * packages below.
 */
package io.sallyport.policy;
