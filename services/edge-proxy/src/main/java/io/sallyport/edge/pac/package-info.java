/**
 * What clients are told about how to reach the forward side: proxy auto-configuration and environment variables. May use
 * the policy engine and configuration records; nothing else of the edge.
 */
package io.sallyport.edge.pac;
