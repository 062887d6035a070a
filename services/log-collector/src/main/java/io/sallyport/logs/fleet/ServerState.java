package io.sallyport.logs.fleet;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One server, whatever traffic it has.
 *
 * @param id          {@code cluster@host:port}
 * @param endpoint    as the routes document writes it, or the address seen in traffic
 * @param configured  whether the routes in force name it
 * @param weight      its part of the traffic in relation to the others of its cluster
 * @param priority    0 is used first
 * @param version     discovered, else the label; empty when none is known
 * @param discovered  whether the server itself has told it
 * @param facts       what else it has told of its build, by name
 * @param protocol    {@code HTTP/1.1} or {@code h2}; empty before the first connection
 * @param tls         whether by TLS
 * @param certificate what it shows; empty without TLS, and before the first connection
 * @param drift       in which way its version is not as the routes mean it; empty when it is
 */
public record ServerState(
        String id,
        String cluster,
        String endpoint,
        boolean configured,
        int weight,
        int priority,
        String version,
        boolean discovered,
        Map<String, String> facts,
        Health health,
        String protocol,
        boolean tls,
        Optional<Certificate> certificate,
        CanaryRole canary,
        Connections connections,
        Ejection ejection,
        List<String> drift) {

    /**
     * What probes say.
     *
     * @param state {@code healthy}, {@code unhealthy} or {@code unknown}
     */
    public record Health(String state, String reason, Optional<Instant> since, Optional<Instant> checkedAt) {
        static final Health UNKNOWN = new Health("unknown", "no health report yet", Optional.empty(), Optional.empty());
    }

    /**
     * The certificate that it shows.
     *
     * @param names    DNS names and addresses that it is for
     * @param daysLeft whole days until it expires; negative when it has
     * @param problem  why it is not good, or not for long; empty when it is
     */
    public record Certificate(
            String subject,
            String issuer,
            List<String> names,
            Instant notBefore,
            Instant notAfter,
            long daysLeft,
            String problem) {}

    /**
     * Its part in a canary.
     *
     * @param role    {@code canary}, {@code stable}, or {@code none} when no route with a canary leads to it
     * @param route   whose canary; empty for none, as is the rest
     * @param version on trial
     * @param phase   {@code running}, {@code frozen}, {@code promoted} or {@code rolled-back}; empty before the first report
     * @param step    number of the step, from 1
     * @param weight  percent of the route's traffic that the canary gets
     */
    public record CanaryRole(String role, String route, String version, String phase, int step, int steps, int weight) {
        static final CanaryRole NONE = new CanaryRole("none", "", "", "", 0, 0, 0);
    }

    /**
     * Of all edges together, as of the last seconds.
     *
     * @param open     connections
     * @param active   of these, those that carry requests
     * @param idle     those that carry none
     * @param pending  requests that wait for a connection
     * @param requests requests under way
     */
    public record Connections(int open, int active, int idle, int pending, int requests) {}

    /**
     * What passive health makes of it.
     *
     * @param state   {@code in}; {@code ejected} or {@code trial} when that is so at an edge at least
     * @param reason  in words; empty when it is in everywhere
     * @param suspect whether most edges leave it out
     * @param edges   those that do not simply use it
     */
    public record Ejection(String state, String reason, boolean suspect, List<EdgeEjection> edges) {
        static final Ejection NONE = new Ejection("in", "", false, List.of());
    }

    /** At one edge. */
    public record EdgeEjection(String edge, String state, Optional<Instant> until, int failures, int ejections) {}

    /** One of which nothing is known but traffic. */
    public static ServerState seen(String id, String cluster, String endpoint) {
        return new ServerState(
                id,
                cluster,
                endpoint,
                false,
                0,
                0,
                "",
                false,
                Map.of(),
                Health.UNKNOWN,
                "",
                false,
                Optional.empty(),
                CanaryRole.NONE,
                new Connections(0, 0, 0, 0, 0),
                Ejection.NONE,
                List.of());
    }

    /** Whether probes leave it out. */
    public boolean isUnhealthy() {
        return health.state().equals("unhealthy");
    }
}
