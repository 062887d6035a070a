/**
 * How the key of a stored response is made of a request: what of the query has no meaning, and which further request
 * fields and cookies tell responses apart. May use the JDK, http-model and the stored package.
 */
@NullMarked
package io.sallyport.cache.engine.key;

import org.jspecify.annotations.NullMarked;
