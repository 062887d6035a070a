package io.sallyport.edge.reuse;

import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.cache.SharedTier;
import io.sallyport.edge.collapse.Fetches;
import io.sallyport.edge.fill.FillRoom;
import io.sallyport.edge.range.Wholes;

/**
 * Where answers lie, and how they get there.
 *
 * @param memory  of this process
 * @param shared  of all edges
 * @param fetches what is being fetched in this process
 * @param room    for what is on its way
 * @param wholes  what is not fetched whole for a part
 */
public record Tiers(MemoryCache memory, SharedTier shared, Fetches fetches, FillRoom room, Wholes wholes) {}
