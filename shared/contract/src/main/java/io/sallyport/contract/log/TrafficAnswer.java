package io.sallyport.contract.log;

import java.time.Instant;
import java.util.List;

/**
 * The part of one log-collector.
 *
 * @param collector its instance
 * @param since     from when on it counts
 * @param servers   those that it has records of, sorted by id
 */
public record TrafficAnswer(String collector, Instant since, List<ServerFigures> servers) {
    public TrafficAnswer {
        servers = List.copyOf(servers);
    }
}
