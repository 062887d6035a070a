package io.sallyport.kit.cluster;

import java.util.List;

/**
 * How this process stands on the bus. Safe for any thread.
 *
 * @see BusWatch
 */
public interface BusHealth {
    /** A process that has no bus to others: nothing can be wrong with it. */
    BusHealth ALONE = new BusHealth() {};

    /** Whether there are other JVMs to be met. */
    default boolean clustered() {
        return false;
    }

    /** What is degraded, in words. */
    default List<String> problems() {
        return List.of();
    }

    /** Other members in the cluster. */
    default int others() {
        return 0;
    }

    /** Others that have been heard within three seconds. */
    default int audible() {
        return 0;
    }

    /** Registrations of this process that the cluster had lost, and that were written again. */
    default long restored() {
        return 0;
    }

    /** Times that everything was registered anew, because another member was not heard or did not hear. */
    default long renewed() {
        return 0;
    }

    /** Registrations of dead members that were taken away. */
    default long buried() {
        return 0;
    }

    /** Messages of members of another release that this process could not read. */
    default long unreadable() {
        return 0;
    }

    /** Connections of the membership with somebody who has shown no certificate of the authority. */
    default long refused() {
        return 0;
    }

    /** Ends the watch. */
    default void close() {}
}
