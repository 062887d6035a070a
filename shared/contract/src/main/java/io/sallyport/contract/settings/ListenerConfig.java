package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Require;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * One bound address.
 *
 * @param name          unique; rules and records use it
 * @param mode          which side of the suite it serves
 * @param bind          address; port 0 takes a free one
 * @param protocols     HTTP versions served; default: HTTP/1.1 and HTTP/2
 * @param tls           present: TLS only; absent: clear text only
 * @param altSvc        how long a client may remember that HTTP/3 is spoken here; zero: it is not told
 * @param redirect      whether requests in clear text are sent on to https
 * @param redirectPort  where https is, as clients see it
 * @param proxyProtocol whether each connection begins with a PROXY protocol header, version 1 or 2
 * @param trust         addresses and ranges of the proxies in front, whose word on the client is believed
 * @param trustHeader   the field that those proxies write
 * @param auth          how clients of a forward listener prove who they are, before any rule is asked
 * @param users         with {@code basic}: file of names, password hashes and groups, in the configuration folder
 * @param pac           whether a forward listener serves its own proxy auto-configuration
 * @param cluster       with {@code tcp}: the cluster that connections are passed on to; empty otherwise
 * @param connections   open connections of this listener; more are closed at once; 0: as many as the edge may have
 */
public record ListenerConfig(
        String name,
        Mode mode,
        HostPort bind,
        Set<Protocol> protocols,
        Optional<TlsConfig> tls,
        Duration altSvc,
        Redirect redirect,
        Integer redirectPort,
        Boolean proxyProtocol,
        List<String> trust,
        TrustHeader trustHeader,
        Auth auth,
        Optional<String> users,
        Boolean pac,
        String cluster,
        Integer connections) {
    private static final Duration LONGEST_ALT_SVC = Duration.ofDays(365);
    /** The rule that stands for the login is named after the listener, and its name is bounded as well. */
    private static final int LONGEST_WITH_AUTH = 59;

    /** What a listener does with a request. */
    public enum Mode {
        /** To our servers, by routes. */
        REVERSE,
        /** To any server: absolute-form requests and CONNECT. */
        FORWARD,
        /** To any server, by SOCKS5 or SOCKS4a. */
        SOCKS5,
        /** As forward and socks5 on one port, told apart by the first byte. */
        MIXED,
        /** To the endpoints of one cluster, whatever the bytes mean. */
        TCP;

        /** Whether clients name any target, instead of being routed. */
        public boolean isForward() {
            return this != REVERSE && this != TCP;
        }
    }

    /** How clients prove who they are. */
    public enum Auth {
        /** They need not, unless a rule requires it. */
        NONE,
        /** Name and password: RFC 7617, and RFC 1929 for SOCKS5. */
        BASIC,
        /** A certificate that the listener's {@code tls.clientAuth} has verified. */
        MTLS
    }

    /** Whether requests are sent on to another scheme. */
    public enum Redirect {
        NONE,
        HTTPS
    }

    /** Where a proxy in front names the client. */
    public enum TrustHeader {
        X_FORWARDED_FOR,
        FORWARDED
    }

    /** HTTP versions; written {@code http/1.1}, {@code h2} and {@code h3}. */
    public enum Protocol {
        HTTP_1_1("http/1.1"),
        H2("h2"),
        H3("h3");

        private final String token;

        Protocol(String token) {
            this.token = token;
        }

        /** The name as ALPN and the configuration write it. */
        public String token() {
            return token;
        }

        /** Reads the ALPN name. */
        public static Protocol parse(String text) {
            for (Protocol protocol : values()) {
                if (protocol.token.equals(text)) {
                    return protocol;
                }
            }
            throw new IllegalArgumentException("found \"" + text + "\", allowed: http/1.1, h2, h3");
        }
    }

    public ListenerConfig {
        Require.name(name, "name");
        Require.present(mode, "mode", "reverse, forward, socks5, mixed or tcp");
        Require.present(bind, "bind", "an address such as 127.0.0.1:8080");
        checkMode(mode, protocols, pac);
        protocols = protocols == null || protocols.isEmpty()
                ? Set.copyOf(EnumSet.of(Protocol.HTTP_1_1, Protocol.H2))
                : Set.copyOf(protocols);
        tls = tls == null ? Optional.empty() : tls;
        altSvc = Require.atMost(altSvc == null ? Duration.ofDays(1) : altSvc, LONGEST_ALT_SVC, "altSvc");
        redirect = redirect == null ? Redirect.NONE : redirect;
        redirectPort = Require.range(redirectPort == null ? 443 : redirectPort, 1, 65535, "redirectPort");
        proxyProtocol = proxyProtocol != null && proxyProtocol;
        trust = trust == null ? List.of() : List.copyOf(trust);
        trustHeader = trustHeader == null ? TrustHeader.X_FORWARDED_FOR : trustHeader;
        auth = auth == null ? Auth.NONE : auth;
        users = users == null ? Optional.empty() : users;
        pac = pac == null || pac;
        cluster = cluster == null ? "" : cluster;
        checkCluster(mode, cluster);
        connections = Require.range(connections == null ? 0 : connections, 0, 10_000_000, "connections");
        checkAuth(mode, auth, users.isPresent(), tls);
        if (auth != Auth.NONE && name.length() > LONGEST_WITH_AUTH) {
            throw refused("name", '"' + name + '"', "at most " + LONGEST_WITH_AUTH + " characters with auth");
        }
        checkH3(mode, protocols, tls.isPresent());
        if (redirect == Redirect.HTTPS && (tls.isPresent() || mode != Mode.REVERSE)) {
            throw refused("redirect", "https", "https on a reverse listener without tls");
        }
        if (proxyProtocol && (trust.isEmpty() || protocols.contains(Protocol.H3))) {
            throw refused("proxyProtocol", "true", "true with the addresses of proxies in trust, and without h3");
        }
        if (mode != Mode.REVERSE && !trust.isEmpty() && !proxyProtocol) {
            throw refused("trust", "addresses", "none on a listener that is not reverse, unless proxyProtocol is true");
        }
    }

    /** Keys that would do nothing; a mixed port knows HTTP/1.1 by whatever begins as nothing else. */
    private static void checkMode(Mode mode, Set<Protocol> protocols, Boolean pac) {
        boolean named = protocols != null && !protocols.isEmpty();
        if (mode == Mode.SOCKS5 && named) {
            throw refused("protocols", "a list", "nothing on a listener that speaks SOCKS only");
        }
        if (mode == Mode.TCP && named) {
            throw refused("protocols", "a list", "nothing on a listener that reads no protocol");
        }
        if (mode == Mode.MIXED && named && !protocols.contains(Protocol.HTTP_1_1)) {
            throw refused("protocols", "no http/1.1", "http/1.1, with h2 or without, on a mixed listener");
        }
        if (pac != null && pac && (mode != Mode.FORWARD && mode != Mode.MIXED)) {
            throw refused("pac", "true", "true on a forward or mixed listener");
        }
    }

    private static void checkCluster(Mode mode, String cluster) {
        if (cluster.isEmpty() == (mode == Mode.TCP)) {
            String found = cluster.isEmpty() ? "none" : '"' + cluster + '"';
            throw refused("cluster", found, "a cluster of routes.yaml with mode: tcp, and only with it");
        }
        if (mode == Mode.TCP) {
            Require.name(cluster, "cluster");
        }
    }

    /** Clients learn of HTTP/3 from an answer by another version, and they do not speak it to a forward proxy. */
    private static void checkH3(Mode mode, Set<Protocol> protocols, boolean tls) {
        if (protocols.contains(Protocol.H3) && (protocols.size() == 1 || !tls || mode != Mode.REVERSE)) {
            throw refused("protocols", "h3", "h3 on a reverse listener with tls, beside h2 or http/1.1");
        }
    }

    private static void checkAuth(Mode mode, Auth auth, boolean users, Optional<TlsConfig> tls) {
        if (auth != Auth.NONE && !mode.isForward()) {
            throw refused("auth", quoted(auth), "none on a reverse listener; rules require a login there");
        }
        if (users != (auth == Auth.BASIC)) {
            throw refused("users", users ? "a file" : "none", "a file with auth: basic, and only with it");
        }
        boolean verified = tls.map(config -> config.clientAuth().mode() == ClientAuthConfig.Mode.REQUIRE)
                .orElse(false);
        if (auth == Auth.MTLS && !verified) {
            throw refused("auth", quoted(auth), "mtls with tls.clientAuth.mode: require");
        }
    }

    private static String quoted(Auth auth) {
        return '"' + auth.name().toLowerCase(Locale.ROOT) + '"';
    }

    private static IllegalArgumentException refused(String key, String found, String allowed) {
        return new IllegalArgumentException(key + ": found " + found + ", allowed: " + allowed);
    }

    /** A listener with nothing but what every listener has. */
    public ListenerConfig(String name, Mode mode, HostPort bind, Set<Protocol> protocols, Optional<TlsConfig> tls) {
        this(name, mode, bind, protocols, tls, null, null, null, null, null, null, null, null, null, null, null);
    }

    /** Whether clients may ask it, as if it were a web server, how to use it. */
    public boolean servesPac() {
        return pac && (mode == Mode.FORWARD || mode == Mode.MIXED);
    }

    /** Whether HTTP/3 is to be served. */
    public boolean speaksH3() {
        return protocols.contains(Protocol.H3);
    }
}
