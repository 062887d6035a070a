package io.sallyport.contract.log;

/**
 * What does a log-collector know of servers by the records that it got?
 *
 * @param server id of one server, {@code cluster@host:port}, with its last records; empty: the figures of all
 */
public record TrafficQuestion(String server) {
    public TrafficQuestion {
        server = server == null ? "" : server;
    }
}
