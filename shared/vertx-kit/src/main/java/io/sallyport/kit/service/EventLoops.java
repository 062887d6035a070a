package io.sallyport.kit.service;

import io.sallyport.contract.settings.LimitsConfig;

/** How many event loops a process has. */
public final class EventLoops {
    private EventLoops() {}

    /** As configured, else one per core: more only take turns. */
    public static int of(LimitsConfig limits) {
        return limits.eventLoops() == 0 ? Runtime.getRuntime().availableProcessors() : limits.eventLoops();
    }
}
