package io.sallyport.kit.tls;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.ClusterDocument.UpstreamTlsDocument;
import io.sallyport.contract.route.RoutesDocument;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is to be said of the files that the {@code tls} of a document's clusters name.
 *
 * @param problems files that cannot be used, at paths such as {@code clusters[0].tls.ca}
 * @param warnings files that can be read and will not do: certificates out of their time
 */
public record ClusterFiles(List<Problem> problems, List<Problem> warnings) {
    public ClusterFiles {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
    }

    /**
     * Reads the files; blocking.
     *
     * @param folder where relative names of files begin
     * @param now    when certificates are to be valid
     */
    public static ClusterFiles check(RoutesDocument document, Path folder, Instant now) {
        List<Problem> problems = new ArrayList<>();
        List<Problem> warnings = new ArrayList<>();
        for (int i = 0; i < document.clusters().size(); i++) {
            String at = "clusters[" + i + "].tls.";
            document.clusters().get(i).tls().ifPresent(tls -> {
                UpstreamTls.problems(tls, folder).forEach(problem -> problems.add(under(at, problem)));
                outOfTime(tls, folder, now).forEach(warning -> warnings.add(under(at, warning)));
            });
        }
        return new ClusterFiles(problems, warnings);
    }

    private static Problem under(String at, Problem problem) {
        return new Problem(at + problem.path(), problem.found(), problem.allowed());
    }

    private static List<Problem> outOfTime(UpstreamTlsDocument tls, Path folder, Instant now) {
        List<Problem> warnings = new ArrayList<>();
        PemFiles files = new PemFiles(folder);
        if (!tls.ca().isEmpty()) {
            List<X509Certificate> authorities = files.parsed("ca", tls.ca());
            // Bundles outlive some of what they hold; only one that holds nothing valid any more is useless.
            authorities.stream()
                    .max(Comparator.comparing(X509Certificate::getNotAfter))
                    .ifPresent(last -> judge(warnings, "ca", tls.ca(), last, now));
        }
        if (!tls.cert().isEmpty()) {
            files.parsed("cert", tls.cert()).stream()
                    .min(Comparator.comparing(X509Certificate::getNotAfter))
                    .ifPresent(first -> judge(warnings, "cert", tls.cert(), first, now));
        }
        return warnings;
    }

    private static void judge(
            List<Problem> warnings, String component, String file, X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isAfter(until)) {
            warnings.add(new Problem(component, '"' + file + "\", which expired on " + until, "a valid one"));
        } else if (now.isBefore(from)) {
            warnings.add(new Problem(component, '"' + file + "\", which is valid from " + from, "a valid one"));
        }
    }
}
