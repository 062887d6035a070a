/**
 * Other processes that a test starts, watches and stops by their process id: a Redis server, a second JVM.
 * May use the JDK and {@code io.sallyport.testkit}.
 */
package io.sallyport.testkit.process;
