package io.sallyport.contract.cluster;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * "I am here, this is what I run." An instance not heard of for ten seconds is gone.
 *
 * @param service     such as {@code edge-proxy}
 * @param instance    unique id of the process's instance of it
 * @param api         {@code host:port} of its HTTP API as others reach it
 * @param startedAt   when it started
 * @param ready       whether it takes work
 * @param generations applied snapshot generation by subject token
 * @param problems    what is degraded, in words; empty when nothing is
 * @param figures     counters worth showing, such as cache hits; names are stable
 */
public record ServiceAnnouncement(
        String service,
        String instance,
        String api,
        Instant startedAt,
        boolean ready,
        Map<String, Long> generations,
        List<String> problems,
        Map<String, Long> figures) {
    public ServiceAnnouncement {
        generations = Map.copyOf(generations);
        problems = List.copyOf(problems);
        figures = Map.copyOf(figures);
    }
}
