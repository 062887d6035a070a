package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Where the store is, as {@code store.url} says it.
 *
 * @param tls      whether servers, and sentinels, are reached by TLS
 * @param servers  the server; sentinels; or some of the servers of a cluster, which name the others. None of {@code MEMORY}
 * @param name     by which sentinels know the primary; else empty
 * @param database number of the database; 0 in a cluster, which has no other
 * @param user     of the ACL; empty: the default user
 * @param password percent-encoded in the URL; here as it is
 */
public record StoreUrl(
        Kind kind, boolean tls, List<HostPort> servers, String name, int database, String user, Secret password) {
    /** What is there. */
    public enum Kind {
        /** Nothing: everything lives in this JVM. */
        MEMORY,
        /** One server. */
        STANDALONE,
        /** A primary that sentinels name. */
        SENTINEL,
        /** Primaries that share the keys by their slots. */
        CLUSTER
    }

    public static final String ALLOWED =
            "memory, redis://host:port, rediss://host:port, redis+sentinel://host:port,host:port/name"
                    + " or redis+cluster://host:port,host:port";

    private static final StoreUrl MEMORY = new StoreUrl(Kind.MEMORY, false, List.of(), "", 0, "", Secret.NONE);
    private static final int SERVERS_MAX = 64;
    private static final int DATABASES_MAX = 65_535;

    public StoreUrl {
        servers = List.copyOf(servers);
    }

    /** @throws IllegalArgumentException if it is none; the message shows no password */
    public static StoreUrl parse(String url) {
        if (url.equals("memory")) {
            return MEMORY;
        }
        int scheme = url.indexOf("://");
        Kind kind = scheme < 0 ? null : kind(url.substring(0, scheme));
        if (kind == null) {
            throw refused(url);
        }
        String rest = url.substring(scheme + 3);
        int slash = rest.indexOf('/');
        String authority = slash < 0 ? rest : rest.substring(0, slash);
        String path = slash < 0 ? "" : rest.substring(slash + 1);
        int at = authority.lastIndexOf('@');
        String login = at < 0 ? "" : authority.substring(0, at);
        int colon = login.indexOf(':');
        try {
            List<HostPort> servers = servers(kind, authority.substring(at + 1));
            String name = kind == Kind.SENTINEL ? before(path, '/') : "";
            String database = kind == Kind.SENTINEL ? after(path, '/') : path;
            require(servers.size() <= (kind == Kind.STANDALONE ? 1 : SERVERS_MAX));
            require(kind == Kind.SENTINEL != name.isEmpty());
            return new StoreUrl(
                    kind,
                    url.startsWith("rediss"),
                    servers,
                    decoded(name),
                    database(kind, database),
                    decoded(colon < 0 ? login : login.substring(0, colon)),
                    new Secret(colon < 0 ? "" : decoded(login.substring(colon + 1))));
        } catch (IllegalArgumentException e) {
            throw refused(url);
        }
    }

    private static Kind kind(String scheme) {
        return switch (scheme) {
            case "redis", "rediss" -> Kind.STANDALONE;
            case "redis+sentinel", "rediss+sentinel" -> Kind.SENTINEL;
            case "redis+cluster", "rediss+cluster" -> Kind.CLUSTER;
            default -> null;
        };
    }

    private static List<HostPort> servers(Kind kind, String list) {
        List<HostPort> servers = new ArrayList<>();
        for (String each : list.split(",", -1)) {
            boolean portless = each.indexOf(':') < 0 || each.endsWith("]");
            servers.add(HostPort.parse(portless ? each + (kind == Kind.SENTINEL ? ":26379" : ":6379") : each));
        }
        servers.forEach(server -> require(server.port() > 0));
        return servers;
    }

    private static int database(Kind kind, String text) {
        int number = text.isEmpty() ? 0 : Integer.parseInt(text);
        require(number >= 0 && number <= (kind == Kind.CLUSTER ? 0 : DATABASES_MAX));
        return number;
    }

    private static void require(boolean so) {
        if (!so) {
            throw new IllegalArgumentException();
        }
    }

    private static String before(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? text : text.substring(0, at);
    }

    private static String after(String text, char end) {
        int at = text.indexOf(end);
        return at < 0 ? "" : text.substring(at + 1);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static IllegalArgumentException refused(String url) {
        return new IllegalArgumentException("url: found \"" + shown(url) + "\", allowed: " + ALLOWED);
    }

    /** A URL, be it right or wrong, without what may be a password. */
    static String shown(String url) {
        int scheme = url.indexOf("://");
        int at = url.lastIndexOf('@');
        return scheme < 0 || at < scheme ? url : url.substring(0, scheme + 3) + "***" + url.substring(at);
    }

    @Override
    public String toString() {
        return kind + " " + servers + (name.isEmpty() ? "" : " " + name);
    }
}
