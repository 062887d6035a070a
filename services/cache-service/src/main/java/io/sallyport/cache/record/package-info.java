/**
 * What lies in the store of the shared cache, byte for byte: the responses under one key, and pieces of large bodies. May
 * use the cache engine.
 */
@NullMarked
package io.sallyport.cache.record;

import org.jspecify.annotations.NullMarked;
