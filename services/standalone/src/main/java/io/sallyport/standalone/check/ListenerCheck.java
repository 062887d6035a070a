package io.sallyport.standalone.check;

import io.sallyport.config.Finding;
import io.sallyport.config.Positions;
import io.sallyport.contract.Problem;
import io.sallyport.contract.settings.ClientAuthConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.http.Cidr;
import io.sallyport.kit.certificate.CertificateReader;
import io.sallyport.kit.certificate.ServedCertificate;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;

/** What the record of one listener cannot see: its files, the names of suites, the addresses that it trusts. */
final class ListenerCheck {
    /** Parts of the names of suites that protect nothing worth the name (RFC 9325 section 4.1). */
    private static final List<String> BROKEN = List.of("_NULL_", "_anon_", "_EXPORT_", "_RC4_", "DES", "_MD5");

    private final Path folder;
    private final Positions positions;
    private final String at;
    private final Clock clock = Clock.systemUTC();
    private final List<Finding> findings = new ArrayList<>();
    private final List<Finding> warnings = new ArrayList<>();

    /** @param at path of the listener, such as {@code listeners[0]} */
    ListenerCheck(Path folder, Positions positions, String at) {
        this.folder = folder;
        this.positions = positions;
        this.at = at;
    }

    List<Finding> run(ListenerConfig listener) {
        for (int i = 0; i < listener.trust().size(); i++) {
            trust(listener.trust().get(i), at + ".trust[" + i + "]");
        }
        listener.tls().ifPresent(this::tls);
        boolean readable =
                listener.auth() == ListenerConfig.Auth.BASIC && listener.tls().isEmpty();
        if (readable && !listener.bind().isLoopback()) {
            warnings.add(positions.finding(
                    at + ".auth",
                    "\"basic\" in clear text, so that passwords can be read on the way",
                    "basic with tls"));
        }
        return findings;
    }

    private void trust(String range, String path) {
        try {
            Cidr.parse(range);
        } catch (IllegalArgumentException e) {
            add(path, '"' + range + '"', "an address or range such as 10.0.0.0/8 or 2001:db8::/32");
        }
    }

    private void tls(TlsConfig tls) {
        for (int i = 0; i < tls.certificates().size(); i++) {
            String path = at + ".tls.certificates[" + i + "]";
            CertificateReader.Reading reading =
                    CertificateFiles.check(folder, tls.certificates().get(i));
            reading.problems().forEach(problem -> add(path, problem));
            reading.certificate().ifPresent(certificate -> validity(certificate, path + ".cert"));
        }
        for (int i = 0; i < tls.ciphers().size(); i++) {
            suite(tls.ciphers().get(i), at + ".tls.ciphers[" + i + "]");
        }
        if (tls.clientAuth().mode() != ClientAuthConfig.Mode.NONE) {
            CertificateFiles.checkAuthorities(folder, tls.clientAuth().ca())
                    .forEach(problem -> add(at + ".tls.clientAuth", problem));
        }
    }

    private void validity(ServedCertificate certificate, String path) {
        Instant now = clock.instant();
        String file = '"' + certificate.file() + "\", which ";
        if (now.isAfter(certificate.expiresAt())) {
            warnings.add(positions.finding(path, file + "expired on " + certificate.expiresAt(), "a valid one"));
        } else if (now.isBefore(certificate.leaf().getNotBefore().toInstant())) {
            warnings.add(positions.finding(
                    path,
                    file + "is valid from " + certificate.leaf().getNotBefore().toInstant(),
                    "a valid one"));
        }
    }

    /** What works and will hardly be meant. */
    List<Finding> warnings() {
        return warnings;
    }

    private void suite(String name, String path) {
        boolean weak = BROKEN.stream().anyMatch(name::contains);
        if (weak || !supported().contains(name)) {
            String allowed = supported().stream()
                    .filter(each -> each.startsWith("TLS_ECDHE_") && each.contains("_GCM_"))
                    .sorted()
                    .reduce((one, other) -> one + ", " + other)
                    .orElse("a suite of this JDK");
            add(path, '"' + name + '"', "a suite of TLS 1.2 such as " + allowed);
        }
    }

    private static Set<String> supported() {
        try {
            return Set.of(SSLContext.getDefault().getSupportedSSLParameters().getCipherSuites());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK speaks no TLS", e);
        }
    }

    private void add(String path, Problem problem) {
        add(problem.path().isEmpty() ? path : path + "." + problem.path(), problem.found(), problem.allowed());
    }

    private void add(String path, String found, String allowed) {
        findings.add(positions.finding(path, found, allowed));
    }
}
