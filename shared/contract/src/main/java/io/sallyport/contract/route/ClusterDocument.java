package io.sallyport.contract.route;

import io.sallyport.contract.Require;
import io.sallyport.contract.Share;
import io.sallyport.contract.Statuses;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A named group of interchangeable endpoints.
 *
 * @param balance       how an endpoint is chosen
 * @param hash          what the ring hash hashes; absent: the client's address
 * @param slowStart     how long an endpoint that came back takes to its full part; zero: at once
 * @param protocol      what is spoken to the endpoints
 * @param tls           how endpoints with an https URL are trusted; absent: by the JDK's certificate authorities
 * @param proxyProtocol the PROXY protocol header sent before the first byte of a connection
 * @param health        active probe; absent: endpoints count as healthy
 * @param info          where a server tells its version; absent: static labels only
 * @param ejection      passive health, by live traffic; absent: none
 * @param panic         with fewer of the endpoints available than this part, all of them are used; 0: never
 * @param limits        bounds for each endpoint; absent: the suite's
 */
public record ClusterDocument(
        String name,
        Balance balance,
        Optional<HashDocument> hash,
        Duration slowStart,
        List<EndpointDocument> endpoints,
        Protocol protocol,
        Optional<UpstreamTlsDocument> tls,
        ProxyProtocol proxyProtocol,
        Optional<HealthDocument> health,
        Optional<InfoDocument> info,
        Optional<EjectionDocument> ejection,
        Share panic,
        Optional<EndpointLimitsDocument> limits) {

    /** Balancing strategies; weights of endpoints count in each. */
    public enum Balance {
        ROUND_ROBIN,
        /** The endpoint with the fewest requests under way. */
        LEAST_REQUEST,
        /** The better of two drawn by lot, by EWMA latency and requests under way. */
        POWER_OF_TWO,
        /** The endpoint next on a ring to the hash of a key. */
        RING_HASH
    }

    /** What is spoken to endpoints. */
    public enum Protocol {
        /** With TLS what both sides know best, by ALPN; HTTP/1.1 without. */
        AUTO("auto"),
        HTTP_1_1("http/1.1"),
        /** Without TLS by prior knowledge. */
        H2("h2");

        private final String token;

        Protocol(String token) {
            this.token = token;
        }

        /** Reads the name that the configuration writes. */
        public static Protocol parse(String text) {
            for (Protocol protocol : values()) {
                if (protocol.token.equals(text)) {
                    return protocol;
                }
            }
            throw new IllegalArgumentException("found \"" + text + "\", allowed: auto, http/1.1, h2");
        }

        @Override
        public String toString() {
            return token;
        }
    }

    /** The PROXY protocol header sent to endpoints. */
    public enum ProxyProtocol {
        NONE,
        V1,
        V2
    }

    /**
     * What the ring hash hashes; exactly one of them.
     *
     * @param header name of a request field
     * @param cookie name of a cookie
     * @param client the client's address
     * @param excess how much more than the mean an endpoint may have under way before the next on the ring takes over;
     *     absent: any amount
     */
    public record HashDocument(String header, String cookie, boolean client, Optional<Share> excess) {
        public HashDocument {
            excess = excess == null ? Optional.empty() : excess;
            header = header == null ? "" : header;
            cookie = cookie == null ? "" : cookie;
            client |= header.isEmpty() && cookie.isEmpty();
        }
    }

    /**
     * Trust in endpoints with an https URL.
     *
     * @param ca         PEM file of the certificate authorities; empty: the JDK's
     * @param verify     whether the certificate and its name are checked; default true
     * @param serverName the name asked for and checked; empty: the endpoint's host
     * @param cert       PEM chain of our own certificate; empty: none
     * @param key        its private key; empty: none
     */
    public record UpstreamTlsDocument(String ca, Boolean verify, String serverName, String cert, String key) {
        public UpstreamTlsDocument {
            ca = ca == null ? "" : ca;
            verify = verify == null || verify;
            serverName = serverName == null ? "" : serverName;
            cert = cert == null ? "" : cert;
            key = key == null ? "" : key;
        }
    }

    /**
     * Passive health: an endpoint whose answers fail is left out for a while.
     *
     * @param consecutive failures in a row that eject; 0: not by this
     * @param errorShare  part of the requests of a window that eject; absent: not by this
     * @param minRequests requests in a window before its share counts
     * @param window      length of a window
     * @param base        first time out; doubles with each further ejection
     * @param max         longest time out
     * @param maxEjected  largest part of a cluster's endpoints that may be out at a time by ejection
     */
    public record EjectionDocument(
            Integer consecutive,
            Optional<Share> errorShare,
            Integer minRequests,
            Duration window,
            Duration base,
            Duration max,
            Share maxEjected) {
        public EjectionDocument {
            consecutive = Require.range(consecutive == null ? 5 : consecutive, 0, 1000, "consecutive");
            errorShare = errorShare == null ? Optional.empty() : errorShare;
            minRequests = Require.range(minRequests == null ? 20 : minRequests, 1, 1_000_000, "minRequests");
            window = Require.positive(window == null ? Duration.ofSeconds(10) : window, "window");
            base = Require.positive(base == null ? Duration.ofSeconds(10) : base, "base");
            max = Require.positive(max == null ? Duration.ofMinutes(5) : max, "max");
            maxEjected = maxEjected == null ? new Share(0.5) : maxEjected;
        }
    }

    /**
     * Bounds for each endpoint and edge event loop.
     *
     * @param connections open connections; absent: {@code upstream.connections}
     * @param pending     requests waiting for one; absent: {@code upstream.pending}
     * @param requests    requests under way; absent: any number
     */
    public record EndpointLimitsDocument(
            Optional<Integer> connections, Optional<Integer> pending, Optional<Integer> requests) {
        public EndpointLimitsDocument {
            connections = connections == null ? Optional.empty() : connections;
            connections.ifPresent(count -> Require.range(count, 1, 65_535, "connections"));
            pending = pending == null ? Optional.empty() : pending;
            pending.ifPresent(count -> Require.range(count, 0, 1_000_000, "pending"));
            requests = requests == null ? Optional.empty() : requests;
            requests.ifPresent(count -> Require.range(count, 1, 1_000_000, "requests"));
        }
    }

    /**
     * One address of a cluster.
     *
     * @param url      {@code http://host:port} or {@code https://host:port}, without a path
     * @param version  static label; a discovered version replaces it
     * @param weight   its part of the traffic in relation to the other endpoints
     * @param priority 0 is used first; the next only where too few of it are available
     * @param dns      whether each address of the URL's name is an endpoint of its own; default false
     */
    public record EndpointDocument(String url, String version, Integer weight, Integer priority, Boolean dns) {
        public EndpointDocument {
            Require.present(url, "url", "http://host:port");
            checkUrl(url);
            version = version == null ? "" : version;
            weight = Require.range(weight == null ? 1 : weight, 0, 1000, "weight");
            priority = Require.range(priority == null ? 0 : priority, 0, 9, "priority");
            dns = dns != null && dns;
        }

        /** With the usual part. */
        public EndpointDocument(String url, String version) {
            this(url, version, null, null);
        }

        /** At one address, or at whichever a connection finds behind the name. */
        public EndpointDocument(String url, String version, Integer weight, Integer priority) {
            this(url, version, weight, priority, null);
        }

        /** Reads the short form, a URL alone. */
        public static EndpointDocument parse(String url) {
            return new EndpointDocument(url, null);
        }

        public String host() {
            String host = URI.create(url).getHost();
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        /** The port written, else the scheme's own. */
        public int port() {
            int port = URI.create(url).getPort();
            return port < 0 ? (tls() ? 443 : 80) : port;
        }

        /** Whether it is reached by TLS. */
        public boolean tls() {
            return url.startsWith("https:");
        }

        private static void checkUrl(String url) {
            try {
                URI uri = new URI(url);
                boolean bare = uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/");
                if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                        && uri.getHost() != null
                        && bare
                        && uri.getRawQuery() == null
                        && uri.getUserInfo() == null
                        && uri.getPort() <= 65535) {
                    return;
                }
            } catch (java.net.URISyntaxException e) {
                // falls through to the one message
            }
            throw new IllegalArgumentException(
                    "url: found \"" + url + "\", allowed: http://host:port or https://host:port without a path");
        }
    }

    /**
     * Active probe.
     *
     * @param path     asked with GET
     * @param interval between probes of one endpoint
     * @param timeout  for one probe
     * @param rise     successes in a row that make it healthy
     * @param fall     failures in a row that make it unhealthy
     * @param jitter   part of the interval by which it varies
     * @param status   statuses that are a success, such as {@code 200} or {@code 200-399}
     * @param body     text that the first 64 KiB of the answer must contain, at most 1024 characters; empty: any answer
     * @param host     the Host asked for; empty: the endpoint's
     * @param port     the port asked; 0: the endpoint's own
     */
    public record HealthDocument(
            String path,
            Duration interval,
            Duration timeout,
            Integer rise,
            Integer fall,
            Share jitter,
            String status,
            String body,
            String host,
            Integer port) {
        private static final int BODY_MAX = 1024;

        public HealthDocument {
            path = path == null ? "/health" : path;
            interval = Require.positive(interval == null ? Duration.ofSeconds(2) : interval, "interval");
            timeout = Require.positive(timeout == null ? Duration.ofSeconds(1) : timeout, "timeout");
            rise = Require.range(rise == null ? 2 : rise, 1, 100, "rise");
            fall = Require.range(fall == null ? 3 : fall, 1, 100, "fall");
            jitter = jitter == null ? new Share(0.1) : jitter;
            status = status == null ? "200-399" : status;
            checkStatus(status);
            body = body == null ? "" : body;
            Require.range(body.length(), 0, BODY_MAX, "body, length");
            host = host == null ? "" : host;
            port = Require.range(port == null ? 0 : port, 0, 65_535, "port");
        }

        /** With the usual jitter and expectations. */
        public HealthDocument(String path, Duration interval, Duration timeout, Integer rise, Integer fall) {
            this(path, interval, timeout, rise, fall, null, null, null, null, null);
        }

        private static void checkStatus(String status) {
            try {
                Statuses.parse(status);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("status: " + e.getMessage());
            }
        }
    }

    /**
     * Where a server tells its version, and other facts of its build.
     *
     * @param path    asked with GET
     * @param pointer JSON pointer (RFC 6901) of the version in the answer
     * @param header  response field that holds the version instead; empty: the pointer does
     * @param facts   further facts to note
     */
    public record InfoDocument(String path, String pointer, String header, List<FactDocument> facts) {

        /**
         * A fact of a build, such as its commit.
         *
         * @param name    what it is called
         * @param pointer JSON pointer of it; empty: the header says it, or without one the member of that name
         * @param header  response field that holds it; empty: the pointer says it
         */
        public record FactDocument(String name, String pointer, String header) {
            public FactDocument {
                Require.name(name, "name");
                header = header == null ? "" : header;
                pointer = pointer == null ? "" : pointer;
            }

            /** The pointer in use: the one written, else the name as a member of the answer's object. */
            public String place() {
                return pointer.isEmpty() ? "/" + name : pointer;
            }

            /** Reads the short form: a name that is also the member of the answer's object. */
            public static FactDocument parse(String name) {
                return new FactDocument(name, null, null);
            }
        }

        /** By a pointer alone. */
        public InfoDocument(String path, String pointer) {
            this(path, pointer, null, null);
        }

        public InfoDocument {
            path = path == null ? "/version" : path;
            pointer = pointer == null ? "/version" : pointer;
            header = header == null ? "" : header;
            facts = facts == null ? List.of() : List.copyOf(facts);
            if (!pointer.startsWith("/")) {
                throw new IllegalArgumentException(
                        "pointer: found \"" + pointer + "\", allowed: a JSON pointer such as /version");
            }
        }
    }

    public ClusterDocument {
        Require.name(name, "name");
        balance = balance == null ? Balance.ROUND_ROBIN : balance;
        hash = hash == null ? Optional.empty() : hash;
        slowStart = slowStart == null ? Duration.ZERO : slowStart;
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: found none, allowed: one or more {url, version}");
        }
        protocol = protocol == null ? Protocol.AUTO : protocol;
        tls = tls == null ? Optional.empty() : tls;
        proxyProtocol = proxyProtocol == null ? ProxyProtocol.NONE : proxyProtocol;
        health = health == null ? Optional.empty() : health;
        info = info == null ? Optional.empty() : info;
        ejection = ejection == null ? Optional.empty() : ejection;
        panic = panic == null ? new Share(0) : panic;
        limits = limits == null ? Optional.empty() : limits;
    }

    /** With everything else as usual. */
    public ClusterDocument(
            String name,
            Balance balance,
            List<EndpointDocument> endpoints,
            Optional<HealthDocument> health,
            Optional<InfoDocument> info) {
        this(name, balance, null, null, endpoints, null, null, null, health, info, null, null, null);
    }
}
