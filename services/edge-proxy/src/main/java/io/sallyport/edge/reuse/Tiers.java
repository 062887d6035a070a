package io.sallyport.edge.reuse;

import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.collapse.Fetches;
import io.sallyport.edge.fill.FillRoom;

/**
 * Where answers lie, and how they get there.
 *
 * @param memory  of this process
 * @param shared  of all edges
 * @param fetches what is being fetched in this process
 * @param room    for what is on its way
 */
public record Tiers(MemoryCache memory, SharedTier shared, Fetches fetches, FillRoom room) {}
