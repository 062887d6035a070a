/**
 * What all targets of the fuzzer have in common, and the tests that run them. A target lives in the package of its parser,
 * most of which nobody else sees. May use the JDK, and JUnit and AssertJ in tests.
 */
package io.sallyport.fuzz;
