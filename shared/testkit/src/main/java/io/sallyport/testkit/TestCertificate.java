package io.sallyport.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A self-signed certificate made for one test by the JDK's own keytool, as PEM files and as a context for JDK sockets.
 *
 * @param certificate PEM file of the certificate
 * @param key         PEM file of the private key (PKCS #8, not encrypted)
 * @param context     for a server socket that presents it
 */
public record TestCertificate(Path certificate, Path key, SSLContext context) {
    private static final char[] PASSWORD = "for-tests".toCharArray();

    /** @param directory where the files go, such as a {@code @TempDir}; @param names DNS names, the first is the subject */
    public static TestCertificate in(Path directory, String... names) {
        return make(directory, names[0], List.of("-keyalg", "EC", "-groupname", "secp256r1", "-validity", "30"), names);
    }

    /** In files of another name, with a key of RSA. */
    public static TestCertificate rsa(Path directory, String file, String... names) {
        return make(directory, file, List.of("-keyalg", "RSA", "-keysize", "2048", "-validity", "30"), names);
    }

    /** In files of another name, valid for so many days from five days ago; up to four: it has expired. */
    public static TestCertificate validFor(int days, Path directory, String file, String... names) {
        return make(
                directory,
                file,
                List.of(
                        "-keyalg",
                        "EC",
                        "-groupname",
                        "secp256r1",
                        "-startdate",
                        "-5d",
                        "-validity",
                        Integer.toString(days)),
                names);
    }

    /** One that has expired, of an authority that has not, whose certificate is in {@code FILE-ca.crt}. */
    public static TestCertificate expired(Path directory, String file, String... names) {
        Path store = directory.resolve(file + ".p12");
        try {
            Files.deleteIfExists(store);
            keytool(
                    store,
                    "authority",
                    List.of("-keyalg", "EC", "-validity", "30", "-ext", "bc=ca:true"),
                    file + "-ca");
            keytool(
                    store,
                    "test",
                    List.of("-keyalg", "EC", "-startdate", "-5d", "-validity", "2", "-signer", "authority"),
                    names);
            Files.writeString(
                    directory.resolve(file + "-ca.crt"),
                    pem("CERTIFICATE", load(store).getCertificate("authority").getEncoded()));
            return written(directory, file, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot read what its keytool wrote", e);
        }
    }

    private static TestCertificate make(Path directory, String file, List<String> kind, String... names) {
        Path store = directory.resolve(file + ".p12");
        try {
            Files.deleteIfExists(store);
            keytool(store, "test", kind, names);
            return written(directory, file, store);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK cannot read what its keytool wrote", e);
        }
    }

    private static KeyStore load(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    private static TestCertificate written(Path directory, String file, Path store)
            throws IOException, GeneralSecurityException {
        KeyStore keys = load(store);
        Path certificate = directory.resolve(file + ".crt");
        Path key = directory.resolve(file + ".key");
        Files.writeString(
                certificate, pem("CERTIFICATE", keys.getCertificate("test").getEncoded()));
        Files.writeString(key, pem("PRIVATE KEY", keys.getKey("test", PASSWORD).getEncoded()));
        return new TestCertificate(certificate, key, context(keys));
    }

    private static void keytool(Path store, String alias, List<String> kind, String... names) throws IOException {
        String san = Arrays.stream(names).map(name -> "dns:" + name).collect(Collectors.joining(","));
        String tool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        List<String> command = new ArrayList<>(List.of(
                // One that starts fast: it makes a single key.
                tool,
                "-J-XX:TieredStopAtLevel=1",
                "-J-XX:+UseSerialGC",
                "-J-Xshare:auto",
                "-genkeypair",
                "-alias",
                alias));
        command.addAll(kind);
        command.addAll(List.of(
                "-dname",
                "CN=" + names[0],
                "-ext",
                "san=" + san,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), US_ASCII);
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("keytool: " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static String pem(String label, byte[] der) {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
        return "-----BEGIN " + label + "-----\n" + base64 + "\n-----END " + label + "-----\n";
    }

    private static SSLContext context(KeyStore keys) throws GeneralSecurityException {
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }
}
