/**
 * Versions as servers tell them: their order, and ranges of them. Pure and immutable. May use the JDK only.
 */
@NullMarked
package io.sallyport.routing.version;

import org.jspecify.annotations.NullMarked;
