package io.sallyport.kit.caller;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument.EndpointDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.settings.AdminConfig;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Clusters that lead to the admin plane: then everybody whom a listener serves would be its caller. */
public final class AdminEndpoints {
    private static final String ALLOWED = "a server; the admin plane is not served by listeners";

    private AdminEndpoints() {}

    /** At paths such as {@code clusters[0].endpoints[1].url}. */
    public static List<Problem> problems(RoutesDocument document, AdminConfig admin) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < document.clusters().size(); i++) {
            List<EndpointDocument> endpoints = document.clusters().get(i).endpoints();
            for (int k = 0; k < endpoints.size(); k++) {
                String at = "clusters[" + i + "].endpoints[" + k + "].url";
                String url = endpoints.get(k).url();
                named(url, admin)
                        .ifPresent(key -> problems.add(new Problem(at, '"' + url + "\", which is " + key, ALLOWED)));
            }
        }
        return problems;
    }

    private static Optional<String> named(String url, AdminConfig admin) {
        if (leadsTo(url, admin.bind())) {
            return Optional.of("admin.bind");
        }
        return leadsTo(url, admin.api()) ? Optional.of("admin.api") : Optional.empty();
    }

    private static boolean leadsTo(String url, HostPort own) {
        URI uri = URI.create(url);
        if (own.port() == 0 || uri.getHost() == null || uri.getPort() != own.port()) {
            return false;
        }
        String host = bare(uri.getHost());
        boolean here = new HostPort(host, own.port()).isLoopback();
        boolean everywhere = own.host().equals("0.0.0.0") || own.host().equals("::");
        return host.equals(bare(own.host())) || (here && (everywhere || own.isLoopback()));
    }

    private static String bare(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        return lower.startsWith("[") ? lower.substring(1, lower.length() - 1) : lower;
    }
}
