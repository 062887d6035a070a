/**
 * Answers whether credentials are good, so that no edge holds hashes or keys: files of users and keys, key sets, and the
 * desk that is asked over the bus. May use the kit, the contract, and the libraries for hashes and tokens.
 */
package io.sallyport.policy.credential;
