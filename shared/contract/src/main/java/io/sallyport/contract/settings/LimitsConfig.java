package io.sallyport.contract.settings;

import io.sallyport.contract.ByteSize;
import io.sallyport.contract.Require;
import java.time.Duration;

/**
 * What a client may ask of an edge.
 *
 * @param headerBytes   all fields of a request together, as they are read, 1KiB to 1MiB; 431 beyond
 * @param connections   open client connections per edge; more are closed at once
 * @param idle          a client connection without traffic is closed after this time
 * @param headerTimeout from the first byte of a head to its end
 * @param drain         time that exchanges and tunnels get to finish after a stop is asked for
 * @param eventLoops    event loops of this process; 0: one per core
 * @param requestLine   the first line of a request, 64B to {@code headerBytes}; 414 beyond
 * @param field         one field, its name included, 64B to {@code headerBytes}; 431 beyond
 * @param fields        number of fields, 1 to 1000; 431 beyond
 * @param perClient     open connections of one address, or of one /64 of IPv6; more are closed at once
 * @param tlsHandshake  of TLS, from the connection to its end
 * @param bodyTimeout   how long a request's body may bring nothing, and how long {@code bodyRate} waits at first
 * @param bodyRate      bytes in a second that a request's body must bring on average; zero: any pace will do
 * @param http2         what holds on one connection of HTTP/2
 */
public record LimitsConfig(
        ByteSize headerBytes,
        Integer connections,
        Duration idle,
        Duration headerTimeout,
        Duration drain,
        Integer eventLoops,
        ByteSize requestLine,
        ByteSize field,
        Integer fields,
        Integer perClient,
        Duration tlsHandshake,
        Duration bodyTimeout,
        ByteSize bodyRate,
        Http2LimitsConfig http2) {
    private static final ByteSize SMALLEST = new ByteSize(64);
    private static final int MAX_CONNECTIONS = 10_000_000;
    /** So many connections one address may have wherever so many are open at all; beyond, a quarter of all. */
    private static final int ALWAYS_ONES_OWN = 1000;

    public LimitsConfig {
        headerBytes = Require.range(
                headerBytes == null ? ByteSize.ofKiB(32) : headerBytes,
                ByteSize.ofKiB(1),
                ByteSize.ofMiB(1),
                "headerBytes");
        connections = Require.range(connections == null ? 20_000 : connections, 1, MAX_CONNECTIONS, "connections");
        idle = Require.positive(idle == null ? Duration.ofSeconds(60) : idle, "idle");
        headerTimeout =
                Require.positive(headerTimeout == null ? Duration.ofSeconds(10) : headerTimeout, "headerTimeout");
        drain = drain == null ? Duration.ofSeconds(30) : drain;
        eventLoops = Require.range(eventLoops == null ? 0 : eventLoops, 0, 1024, "eventLoops");
        requestLine = part(requestLine, ByteSize.ofKiB(8), headerBytes, "requestLine");
        field = part(field, ByteSize.ofKiB(16), headerBytes, "field");
        fields = Require.range(fields == null ? 100 : fields, 1, 1000, "fields");
        perClient = Require.range(perClient == null ? share(connections) : perClient, 1, MAX_CONNECTIONS, "perClient");
        tlsHandshake = Require.positive(tlsHandshake == null ? Duration.ofSeconds(10) : tlsHandshake, "tlsHandshake");
        bodyTimeout = Require.positive(bodyTimeout == null ? Duration.ofSeconds(30) : bodyTimeout, "bodyTimeout");
        bodyRate = Require.range(
                bodyRate == null ? new ByteSize(500) : bodyRate, new ByteSize(0), ByteSize.ofGiB(1), "bodyRate");
        http2 = http2 == null ? Http2LimitsConfig.defaults() : http2;
    }

    /** With the rest as it comes by default. */
    public LimitsConfig(
            ByteSize headerBytes,
            Integer connections,
            Duration idle,
            Duration headerTimeout,
            Duration drain,
            Integer eventLoops) {
        this(
                headerBytes,
                connections,
                idle,
                headerTimeout,
                drain,
                eventLoops,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Of the fields' bytes: what is not said fits whatever they are. */
    private static ByteSize part(ByteSize said, ByteSize usual, ByteSize whole, String key) {
        ByteSize fitting = usual.bytes() > whole.bytes() ? whole : usual;
        return Require.range(said == null ? fitting : said, SMALLEST, whole, key);
    }

    private static int share(int connections) {
        return Math.min(connections, Math.max(ALWAYS_ONES_OWN, connections / 4));
    }

    public static LimitsConfig defaults() {
        return new LimitsConfig(null, null, null, null, null, null);
    }
}
