/** Recent access records of every log-collector, page by page over the bus. May use vertx-kit and the contract. */
package io.sallyport.policy.records;
