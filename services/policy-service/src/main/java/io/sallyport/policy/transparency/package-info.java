/**
 * What is blocked by whose order, to be published: no record, address or name of a client is in it. May use publish,
 * records, the texts of the API and vertx-kit.
 */
package io.sallyport.policy.transparency;
