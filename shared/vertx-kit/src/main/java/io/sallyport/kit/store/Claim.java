package io.sallyport.kit.store;

/**
 * Tokens taken from a shared bucket.
 *
 * @param granted   how many were taken; fewer than wanted when there were not enough
 * @param remaining how many are left for everybody
 * @param retryNanos after which the next one is there; 0 unless none was granted
 * @param resetNanos after which the bucket is full
 */
public record Claim(int granted, long remaining, long retryNanos, long resetNanos) {}
