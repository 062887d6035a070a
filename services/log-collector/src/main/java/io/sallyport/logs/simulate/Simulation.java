package io.sallyport.logs.simulate;

/**
 * What is asked.
 *
 * @param sinceMicros only records of exchanges that began then or later
 * @param route       only of this route; empty for all that have to do with a cache
 * @param records     the newest so many of them
 * @param current     as it is
 * @param proposed    as it might be
 */
public record Simulation(long sinceMicros, String route, int records, Scenario current, Scenario proposed) {
    /** Most records of a simulation. */
    static final int RECORDS_MAX = 1_000_000;
}
