/**
 * Small servers to put behind the suite in the demo, in tests and in containers. May use Vert.x and SLF4J only.
 */
@NullMarked
package io.sallyport.demo;

import org.jspecify.annotations.NullMarked;
