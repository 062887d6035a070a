/**
 * Texts of the policy that were in force, in the store, and what lies between two of them. May use vertx-kit's store, the configuration loader and the
 * contract.
 */
package io.sallyport.policy.revision;
