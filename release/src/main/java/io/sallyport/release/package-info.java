/**
 * Looks at what the distribution is made of. Nothing of it is part of the distribution. May use the JDK and Jackson, which
 * lies there anyway.
 */
@NullMarked
package io.sallyport.release;

import org.jspecify.annotations.NullMarked;
