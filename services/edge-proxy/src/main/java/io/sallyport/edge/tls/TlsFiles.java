package io.sallyport.edge.tls;

import io.sallyport.contract.Problem;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.sallyport.kit.certificate.CertificateReader;
import io.sallyport.kit.certificate.ServedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Makes {@link TlsMaterial} of the texts of files, if all of them are sound and fit each other. */
final class TlsFiles {
    private final TlsConfig config;

    TlsFiles(TlsConfig config) {
        this.config = config;
    }

    /** What came of it: the material, or {@code null} and why. */
    record Reading(TlsMaterial material, String problem) {}

    /** Every file that the configuration names, once. */
    List<String> names() {
        Set<String> names = new TreeSet<>();
        for (CertificateConfig pair : config.certificates()) {
            names.add(pair.cert());
            names.add(pair.key());
        }
        if (!config.clientAuth().ca().isEmpty()) {
            names.add(config.clientAuth().ca());
        }
        return List.copyOf(names);
    }

    /** Reads the files from a folder; blocking. */
    Map<String, String> texts(Path folder) {
        Map<String, String> texts = new HashMap<>();
        for (String name : names()) {
            try {
                texts.put(name, new String(Files.readAllBytes(folder.resolve(name)), StandardCharsets.UTF_8));
            } catch (NoSuchFileException e) {
                throw new IllegalStateException('"' + name + "\" does not exist", e);
            } catch (IOException e) {
                throw new IllegalStateException('"' + name + "\" cannot be read (" + e + ")", e);
            }
        }
        return texts;
    }

    /**
     * Reads texts.
     *
     * @param texts  one for each name
     * @param usable the time at which every certificate must be valid; {@code null} to take an expired one as well
     */
    Reading read(Map<String, String> texts, Instant usable) {
        List<ServedCertificate> certificates = new ArrayList<>();
        for (CertificateConfig pair : config.certificates()) {
            CertificateReader.Reading read =
                    CertificateReader.read(pair, texts.get(pair.cert()), texts.get(pair.key()));
            if (read.certificate().isEmpty()) {
                Problem first = read.problems().get(0);
                return new Reading(null, "found " + first.found() + ", allowed: " + first.allowed());
            }
            ServedCertificate certificate = read.certificate().get();
            if (usable != null && usable.isAfter(certificate.expiresAt())) {
                return new Reading(null, "found \"" + pair.cert() + "\", which has expired, allowed: a valid one");
            }
            certificates.add(certificate);
        }
        return authorities(texts, certificates);
    }

    private Reading authorities(Map<String, String> texts, List<ServedCertificate> certificates) {
        String file = config.clientAuth().ca();
        String text = file.isEmpty() ? "" : texts.get(file);
        if (!file.isEmpty()) {
            try {
                CertificateReader.certificates(text);
            } catch (CertificateException e) {
                return new Reading(null, "found \"" + file + "\", which holds no certificates, allowed: PEM");
            }
        }
        return new Reading(new TlsMaterial(config, new CertificateSet(certificates, config.unknownNames()), text), "");
    }
}
