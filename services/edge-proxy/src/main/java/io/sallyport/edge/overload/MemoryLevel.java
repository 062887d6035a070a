package io.sallyport.edge.overload;

/** How an edge saves memory, step by step. */
public enum MemoryLevel {
    PLENTY,
    /** No further answers are kept, and connections that nobody uses are closed. */
    SAVING,
    /** New connections are closed as well. */
    NO_CONNECTIONS,
    /** New requests are refused as well. */
    NO_REQUESTS;

    /**
     * @param used   share of the memory that is used, 0 to 1
     * @param begins share at which saving begins; the other steps follow at a third and two thirds of what is left then
     */
    public static MemoryLevel of(double used, double begins) {
        double step = (1 - begins) / 3;
        if (used < begins || used <= 0) {
            return PLENTY;
        }
        if (used < begins + step) {
            return SAVING;
        }
        return used < begins + 2 * step ? NO_CONNECTIONS : NO_REQUESTS;
    }
}
