/** The log-collector: takes access records, keeps them, answers queries. May use vertx-kit and the packages below. */
package io.sallyport.logs;
