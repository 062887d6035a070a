/**
 * What a cache holds: keys, selecting fields, heads of stored responses with their age and lifetime, all immutable.
 * May use the JDK, http-model, and of the contract how purges are numbered.
 */
@NullMarked
package io.sallyport.cache.engine.stored;

import org.jspecify.annotations.NullMarked;
