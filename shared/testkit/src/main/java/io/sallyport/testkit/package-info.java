/**
 * Raw clients, scripted origins, clocks, waits and leak watch for tests, over plain JDK sockets so that the tester cannot
 * share a bug with what it tests. May use the JDK, JUnit and AssertJ only; every read and every wait has a time limit.
 */
package io.sallyport.testkit;
