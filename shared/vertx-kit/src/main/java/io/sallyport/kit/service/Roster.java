package io.sallyport.kit.service;

import io.sallyport.contract.cluster.ServiceAnnouncement;
import io.sallyport.kit.cluster.BusHealth;
import java.util.List;
import java.util.function.Supplier;

/** Instances heard of in the last ten seconds, this process's own included. Safe from any thread. */
public interface Roster {
    /** Everybody, sorted by service and instance. */
    List<ServiceAnnouncement> all();

    /** Instances of one service that are ready. */
    List<ServiceAnnouncement> ready(String service);

    /** Starts to announce an instance, asking the supplier each time; ends when closed. */
    Registration announce(Supplier<ServiceAnnouncement> announcement);

    /** How this process stands on the bus. */
    default BusHealth bus() {
        return BusHealth.ALONE;
    }

    /** Ends what it stands for. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
