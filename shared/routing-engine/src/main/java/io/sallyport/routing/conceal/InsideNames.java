package io.sallyport.routing.conceal;

import io.sallyport.http.Authority;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * By which names and addresses our servers go inside: the endpoints of a route's cluster, the Host that is sent to
 * them, and what the operator lists. A name is inside on whatever port, because it is the name that must not be told.
 */
final class InsideNames {
    private final Set<String> hosts = new HashSet<>();
    private final Set<Authority> endpoints = new HashSet<>();
    private final List<String> suffixes;

    /**
     * @param served where the cluster's endpoints are
     * @param listed names, {@code host:port}, or {@code *.name} for every name below it
     */
    InsideNames(Collection<Authority> served, String hostSent, Collection<String> listed) {
        served.forEach(endpoint -> add(Authority.parse(endpoint.toString())));
        add(Authority.parse(hostSent));
        listed.forEach(name -> add(Authority.parse(name)));
        this.suffixes = listed.stream()
                .filter(name -> name.startsWith("*."))
                .map(name -> name.substring(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private void add(@Nullable Authority authority) {
        if (authority != null) {
            hosts.add(authority.host());
            endpoints.add(authority);
        }
    }

    /** A server's own port on a host that the client knows anyway; other ports there are none of our business. */
    boolean containsExactly(Authority authority, int schemePort) {
        return endpoints.contains(authority)
                || (authority.port() == 0 && endpoints.contains(new Authority(authority.host(), schemePort)));
    }

    boolean contains(String host) {
        if (hosts.contains(host)) {
            return true;
        }
        for (String suffix : suffixes) {
            if (host.endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it is an inside name or one that inside names lie under, as a cookie's domain may be. */
    boolean covers(String domain) {
        String under = "." + domain;
        return contains(domain)
                || hosts.stream().anyMatch(host -> host.endsWith(under))
                || suffixes.stream().anyMatch(suffix -> suffix.equals(under) || suffix.endsWith(under));
    }
}
