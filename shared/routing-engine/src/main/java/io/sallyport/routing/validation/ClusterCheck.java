package io.sallyport.routing.validation;

import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.ClusterDocument.ProxyProtocol;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.http.IpAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Checks {@code clusters}. */
final class ClusterCheck {
    private final Findings findings;
    private final ProbeCheck probes;
    private final BalanceCheck balance;
    private final Map<String, String> names = new HashMap<>();

    ClusterCheck(Findings findings) {
        this.findings = findings;
        this.probes = new ProbeCheck(findings);
        this.balance = new BalanceCheck(findings);
    }

    void check(List<ClusterDocument> clusters) {
        for (int i = 0; i < clusters.size(); i++) {
            check(clusters.get(i), "clusters[" + i + "]");
        }
    }

    private void check(ClusterDocument cluster, String path) {
        findings.unique(names, cluster.name(), path + ".name");
        Map<String, String> addresses = new HashMap<>();
        for (int i = 0; i < cluster.endpoints().size(); i++) {
            endpoint(cluster.endpoints().get(i), path + ".endpoints[" + i + "]", addresses);
        }
        if (cluster.proxyProtocol() != ProxyProtocol.NONE
                && cluster.endpoints().stream().anyMatch(EndpointDocument::tls)) {
            findings.add(
                    path + ".proxyProtocol", cluster.proxyProtocol().name(), "none, or endpoints with http URLs alone");
        }
        cluster.tls().ifPresent(tls -> tls(cluster, tls, path + ".tls"));
        probes.check(cluster, path);
        balance.check(cluster, path);
    }

    private void endpoint(EndpointDocument endpoint, String path, Map<String, String> addresses) {
        if (endpoint.port() < 1) {
            findings.add(path + ".url", Findings.quoted(endpoint.url()), "a port from 1 to 65535");
        }
        String address = endpoint.host().toLowerCase(Locale.ROOT) + " " + endpoint.port();
        String first = addresses.putIfAbsent(address, path);
        if (first != null) {
            findings.add(
                    path + ".url",
                    Findings.quoted(endpoint.url()) + " again, first at " + first,
                    "an address that is used once in its cluster");
        }
        if (endpoint.dns() && IpAddress.parse(endpoint.host()) != null) {
            findings.add(path + ".dns", "true beside an address", "true with the name of a host in url");
        }
        findings.version(endpoint.version(), path + ".version");
    }

    private void tls(ClusterDocument cluster, UpstreamTlsDocument tls, String path) {
        if (cluster.endpoints().stream().noneMatch(EndpointDocument::tls)) {
            findings.add(
                    path, "trust, but no endpoint that is reached by TLS", "an endpoint with an https URL, or no tls");
        }
        if (tls.cert().isEmpty() != tls.key().isEmpty()) {
            findings.add(
                    path + (tls.cert().isEmpty() ? ".cert" : ".key"), "none", "a PEM file, or neither cert nor key");
        }
        if (!tls.verify() && !tls.ca().isEmpty()) {
            findings.add(path + ".verify", "false", "true, because ca names whom to trust; or no ca");
        }
    }
}
