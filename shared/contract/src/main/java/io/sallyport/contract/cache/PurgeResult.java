package io.sallyport.contract.cache;

import java.util.UUID;

/** An edge has carried a purge out. */
public record PurgeResult(UUID id, String edge, long removed) {}
