/**
 * What a cache holds: keys, selecting fields, heads of stored responses with their age and lifetime, all immutable.
 * May use the JDK and http-model.
 */
@NullMarked
package io.sallyport.cache.engine.stored;

import org.jspecify.annotations.NullMarked;
