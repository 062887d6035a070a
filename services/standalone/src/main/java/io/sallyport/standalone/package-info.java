/**
 * All services in one JVM: what is started, in which order, and how it ends. May use every service, the kit and Vert.x.
 */
@NullMarked
package io.sallyport.standalone;

import org.jspecify.annotations.NullMarked;
