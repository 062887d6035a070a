package io.sallyport.edge.anonymity;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.policy.Profile;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.DialRules;
import io.sallyport.policy.engine.Verdict;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Lets the probes of the self-test through the rules to an origin of its own on this machine, and nobody else: what is
 * asked for must be a name that holds 128 random bits, is good for one run, and leads to that one address and its ports.
 * Without a run it costs a look at an empty map. Safe from any thread.
 */
public final class ProbePass {
    /** The rule that records of probes name. */
    public static final String RULE = "selftest";

    private static final String SUFFIX = ".selftest.invalid";
    private static final IpAddress LOOPBACK = IpAddress.of(new byte[] {127, 0, 0, 1});
    private static final int TICKETS_MAX = 1000;
    private static final int RECORDS_MAX = 32;
    private static final int TOKEN_BYTES = 16;

    private final Map<String, Ticket> tickets = new ConcurrentHashMap<>();
    private final SecureRandom random = new SecureRandom();

    /** One name, and what became of the requests for it. Safe from any thread. */
    public static final class Ticket {
        private final String host;
        private final Profile profile;
        private final Verdict.Allow verdict;
        private final AtomicInteger resolved = new AtomicInteger();
        private final Queue<AccessRecord> records = new ConcurrentLinkedQueue<>();

        private Ticket(String host, Profile profile, List<Integer> ports) {
            this.host = host;
            this.profile = profile;
            this.verdict = new Verdict.Allow(
                    RULE, new DialRules(List.of(Cidr.parse(LOOPBACK + "/32")), ports), "", Optional.of(profile));
        }

        public String host() {
            return host;
        }

        public Profile profile() {
            return profile;
        }

        /** How often the edge looked the name up. */
        public int resolved() {
            return resolved.get();
        }

        /** Of requests for the name that are over. */
        public List<AccessRecord> records() {
            return List.copyOf(records);
        }
    }

    /**
     * A new name.
     *
     * @param profile under which requests for it leave
     * @param ports   of the origin
     * @throws IllegalStateException when a run takes more than it may
     */
    public Ticket issue(Profile profile, List<Integer> ports) {
        if (tickets.size() >= TICKETS_MAX) {
            throw new IllegalStateException("found " + TICKETS_MAX + " names, allowed: no more");
        }
        byte[] token = new byte[TOKEN_BYTES];
        random.nextBytes(token);
        Ticket ticket = new Ticket("p" + HexFormat.of().formatHex(token) + SUFFIX, profile, ports);
        tickets.put(ticket.host(), ticket);
        return ticket;
    }

    /** No name is good any more. */
    public void revokeAll() {
        tickets.clear();
    }

    private @Nullable Ticket of(String host) {
        return tickets.isEmpty() || !host.endsWith(SUFFIX) ? null : tickets.get(host);
    }

    /** What the rules say of a probe; {@code null}: it is none, or not for the origin of the probes. */
    public Verdict.@Nullable Allow verdict(String host, int port) {
        Ticket ticket = of(host);
        return ticket != null && ticket.verdict.dial().ports().contains(port) ? ticket.verdict : null;
    }

    /** Where a probe's name leads; {@code null}: it is no probe's. */
    public @Nullable List<IpAddress> addresses(String host) {
        Ticket ticket = of(host);
        if (ticket == null) {
            return null;
        }
        ticket.resolved.incrementAndGet();
        return List.of(LOOPBACK);
    }

    /** Takes every record; keeps those of probes. */
    public void recorded(AccessRecord record) {
        if (tickets.isEmpty() || !record.rule().equals(RULE)) {
            return;
        }
        String authority = record.authority();
        int colon = authority.indexOf(':');
        Ticket ticket = of(colon < 0 ? authority : authority.substring(0, colon));
        if (ticket != null && ticket.records.size() < RECORDS_MAX) {
            ticket.records.add(record);
        }
    }
}
