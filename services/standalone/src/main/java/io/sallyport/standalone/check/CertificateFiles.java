package io.sallyport.standalone.check;

import io.sallyport.contract.Problem;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.sallyport.kit.certificate.CertificateReader;
import io.sallyport.kit.certificate.ServedCertificate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the files of certificates, so that a wrong one is found before a listener opens. */
final class CertificateFiles {
    private final Path folder;
    private final List<Problem> problems = new ArrayList<>();

    private CertificateFiles(Path folder) {
        this.folder = folder;
    }

    /** Problems at the paths {@code cert} and {@code key}, or the certificate when there are none. */
    static CertificateReader.Reading check(Path folder, CertificateConfig pair) {
        CertificateFiles files = new CertificateFiles(folder);
        Optional<String> cert = files.text("cert", pair.cert());
        Optional<String> key = files.text("key", pair.key());
        if (cert.isPresent() && key.isPresent()) {
            return CertificateReader.read(pair, cert.get(), key.get());
        }
        cert.ifPresent(text -> CertificateReader.read(pair, text, "").problems().stream()
                .filter(problem -> problem.path().equals("cert"))
                .forEach(files.problems::add));
        Optional<ServedCertificate> none = Optional.empty();
        return new CertificateReader.Reading(none, files.problems);
    }

    /** Problems with a file of authorities, at the path {@code ca}. */
    static List<Problem> checkAuthorities(Path folder, String file) {
        CertificateFiles files = new CertificateFiles(folder);
        files.text("ca", file).ifPresent(text -> {
            try {
                CertificateReader.certificates(text);
            } catch (CertificateException e) {
                files.add("ca", file, ", which holds no certificates", "PEM with the authorities of clients");
            }
        });
        return files.problems;
    }

    private Optional<String> text(String component, String file) {
        try {
            return Optional.of(Files.readString(folder.resolve(file), StandardCharsets.ISO_8859_1));
        } catch (NoSuchFileException e) {
            add(component, file, ", which does not exist", "a PEM file");
        } catch (IOException e) {
            add(component, file, " (" + e + ")", "a PEM file that can be read");
        }
        return Optional.empty();
    }

    private void add(String component, String file, String what, String allowed) {
        problems.add(new Problem(component, '"' + file + '"' + what, allowed));
    }
}
