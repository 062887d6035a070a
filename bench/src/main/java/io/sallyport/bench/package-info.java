/**
 * JMH benchmarks of what runs once per request: time and allocation of the engines' decisions and of the parsers.
 * May use the engines and what they use.
 */
package io.sallyport.bench;
