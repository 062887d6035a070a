package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;

/**
 * The cache of one edge.
 *
 * @param memory    bytes of the memory tier: keys, fields and bodies
 * @param maxObject largest body that is kept
 * @param shared    whether the second tier is asked (not used yet)
 */
public record CacheConfig(ByteSize memory, ByteSize maxObject, Boolean shared) {
    public CacheConfig {
        memory = memory == null ? ByteSize.ofMiB(256) : memory;
        maxObject = maxObject == null ? ByteSize.ofMiB(8) : maxObject;
        shared = shared == null || shared;
        if (maxObject.bytes() > memory.bytes()) {
            throw new IllegalArgumentException(
                    "maxObject: found " + maxObject + ", allowed: at most the memory, " + memory);
        }
    }
}
