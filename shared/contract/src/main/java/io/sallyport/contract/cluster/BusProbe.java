package io.sallyport.contract.cluster;

import java.util.List;

/**
 * "This member of the bus speaks, and has heard these." Whoever does not find itself in it although it speaks has lost its way
 * on the bus.
 *
 * @param member id of the speaking member on the bus, the same until its process ends
 * @param heard  ids of members that it has heard of late; at most 200
 */
public record BusProbe(String member, List<String> heard) {
    public BusProbe {
        heard = List.copyOf(heard);
    }
}
