package io.sallyport.contract.route;

import io.sallyport.contract.settings.Require;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * A named group of interchangeable endpoints.
 *
 * @param balance how an endpoint is chosen
 * @param health  active probe; absent: endpoints count as healthy
 * @param info    where a server tells its version; absent: static labels only
 */
public record ClusterDocument(
        String name,
        Balance balance,
        List<EndpointDocument> endpoints,
        Optional<HealthDocument> health,
        Optional<InfoDocument> info) {

    /** Balancing strategies. */
    public enum Balance {
        ROUND_ROBIN
    }

    /**
     * One address of a cluster.
     *
     * @param url     {@code http://host:port}, without a path
     * @param version static label; a discovered version replaces it
     */
    public record EndpointDocument(String url, String version) {
        public EndpointDocument {
            Require.present(url, "url", "http://host:port");
            checkUrl(url);
            version = version == null ? "" : version;
        }

        /** Reads the short form, a URL alone. */
        public static EndpointDocument parse(String url) {
            return new EndpointDocument(url, null);
        }

        public String host() {
            String host = URI.create(url).getHost();
            return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        }

        /** The port written, else 80. */
        public int port() {
            int port = URI.create(url).getPort();
            return port < 0 ? 80 : port;
        }

        private static void checkUrl(String url) {
            try {
                URI uri = new URI(url);
                boolean bare = uri.getRawPath() == null
                        || uri.getRawPath().isEmpty()
                        || uri.getRawPath().equals("/");
                if ("http".equals(uri.getScheme())
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
            throw new IllegalArgumentException("url: found \"" + url + "\", allowed: http://host:port without a path");
        }
    }

    /**
     * Active probe.
     *
     * @param path     asked with GET; 200 to 399 is a success
     * @param interval between probes of one endpoint
     * @param timeout  for one probe
     * @param rise     successes in a row that make it healthy
     * @param fall     failures in a row that make it unhealthy
     */
    public record HealthDocument(String path, Duration interval, Duration timeout, Integer rise, Integer fall) {
        public HealthDocument {
            path = path == null ? "/health" : path;
            interval = Require.positive(interval == null ? Duration.ofSeconds(2) : interval, "interval");
            timeout = Require.positive(timeout == null ? Duration.ofSeconds(1) : timeout, "timeout");
            rise = Require.range(rise == null ? 2 : rise, 1, 100, "rise");
            fall = Require.range(fall == null ? 3 : fall, 1, 100, "fall");
        }
    }

    /**
     * Where a server tells its version.
     *
     * @param path    asked with GET, answered in JSON
     * @param pointer JSON pointer (RFC 6901) of the version
     */
    public record InfoDocument(String path, String pointer) {
        public InfoDocument {
            path = path == null ? "/version" : path;
            pointer = pointer == null ? "/version" : pointer;
            if (!pointer.startsWith("/")) {
                throw new IllegalArgumentException(
                        "pointer: found \"" + pointer + "\", allowed: a JSON pointer such as /version");
            }
        }
    }

    public ClusterDocument {
        Require.name(name, "name");
        balance = balance == null ? Balance.ROUND_ROBIN : balance;
        endpoints = endpoints == null ? List.of() : List.copyOf(endpoints);
        if (endpoints.isEmpty()) {
            throw new IllegalArgumentException("endpoints: found none, allowed: one or more {url, version}");
        }
        health = health == null ? Optional.empty() : health;
        info = info == null ? Optional.empty() : info;
    }
}
