package io.sallyport.policy.records;

/**
 * Which records are wanted.
 *
 * @param sinceMicros  first start that counts, microseconds since 1970
 * @param untilMicros  first start that no longer counts
 * @param last         so many of each collector's newest ones at most; 0 for all that it keeps
 * @param reportedOnly whether only records count that name a rule in report mode
 */
public record RecordQuery(long sinceMicros, long untilMicros, long last, boolean reportedOnly) {}
