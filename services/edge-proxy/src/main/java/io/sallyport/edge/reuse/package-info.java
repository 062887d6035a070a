/**
 * The exchange's side of the cache: answers from what is stored, validates it, waits for what is being fetched, fills the
 * tiers with what passes. May use the cache engine, {@code cache}, {@code range}, {@code exchange} and {@code upstream}.
 */
package io.sallyport.edge.reuse;
