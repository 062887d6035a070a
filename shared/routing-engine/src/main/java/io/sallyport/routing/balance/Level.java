package io.sallyport.routing.balance;

/**
 * The members of one priority that are in use.
 *
 * @param priority of them all
 * @param members in document order
 * @param share   part of the traffic, 0 to 1
 * @param equal   whether all weights are the same, as long as nobody is in a slow start
 */
record Level(int priority, Member[] members, double share, boolean equal) {}
