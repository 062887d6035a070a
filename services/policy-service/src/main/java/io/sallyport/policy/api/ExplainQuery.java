package io.sallyport.policy.api;

import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Locale;

/** Reads the parameters of an explain call. Fails with {@link IllegalArgumentException} in words for the caller. */
final class ExplainQuery {
    private static final String CLIENT = "127.0.0.1";
    private static final String TUNNEL = "CONNECT";

    private final List<ListenerConfig> listeners;

    ExplainQuery(List<ListenerConfig> listeners) {
        this.listeners = listeners;
    }

    /**
     * Facts as an edge would have them. A parameter that is {@code null} takes its default: GET (CONNECT for a
     * target without scheme), 127.0.0.1, the first forward listener.
     *
     * @param url {@code http://...}, {@code https://...}, or {@code host:port} for a tunnel
     */
    RequestFacts read(String url, String method, String client, String listener) {
        require(url != null && !url.isEmpty(), "url: found nothing, allowed: a URL or host:port");
        int colon = url.indexOf("://");
        String scheme = colon < 0 ? "" : url.substring(0, colon).toLowerCase(Locale.ROOT);
        require(List.of("", "http", "https").contains(scheme), found("url", url, "http://, https:// or host:port"));
        String rest = colon < 0 ? url : url.substring(colon + 3);
        int end = authorityEnd(rest);
        Authority authority = Authority.parse(rest.substring(0, end));
        require(authority != null, found("url", url, "a URL with a valid host"));
        IpAddress address = IpAddress.parse(client == null ? CLIENT : client);
        require(address != null, found("client", client, "an address"));
        String name = listener == null ? firstForward() : known(listener);
        String path = withoutFragment(rest.substring(end));
        int query = path.indexOf('?');
        return new RequestFacts(
                name,
                isForward(name),
                method == null ? scheme.isEmpty() ? TUNNEL : "GET" : method,
                scheme,
                authority,
                scheme.isEmpty() ? "" : pathOf(path, query),
                query < 0 ? null : path.substring(query + 1),
                address,
                HeaderList.EMPTY);
    }

    private static int authorityEnd(String rest) {
        for (int i = 0; i < rest.length(); i++) {
            if ("/?#".indexOf(rest.charAt(i)) >= 0) {
                return i;
            }
        }
        return rest.length();
    }

    private static String withoutFragment(String path) {
        int hash = path.indexOf('#');
        return hash < 0 ? path : path.substring(0, hash);
    }

    private static String pathOf(String path, int query) {
        String plain = query < 0 ? path : path.substring(0, query);
        return plain.isEmpty() ? "/" : plain;
    }

    private String firstForward() {
        return listeners.stream()
                .filter(listener -> listener.mode().isForward())
                .map(ListenerConfig::name)
                .findFirst()
                .orElse("");
    }

    private boolean isForward(String name) {
        return listeners.stream()
                .noneMatch(listener -> listener.name().equals(name) && listener.mode() == Mode.REVERSE);
    }

    private String known(String name) {
        List<String> names = listeners.stream().map(ListenerConfig::name).toList();
        require(names.isEmpty() || names.contains(name), found("listener", name, String.join(", ", names)));
        return name;
    }

    private static String found(String key, String value, String allowed) {
        return key + ": found \"" + value + "\", allowed: " + allowed;
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException(message);
        }
    }
}
