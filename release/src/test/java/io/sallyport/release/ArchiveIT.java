package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is in the archive, by the system's tar: all that it takes to run, and nothing of the machine that made it. */
class ArchiveIT {
    private static final Path ARCHIVE = Path.of(System.getProperty("archive"));
    private static final Path LIB = Path.of(System.getProperty("lib"));

    private static List<String> tar(String options) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", options, ARCHIVE.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(tar.getInputStream(), StandardCharsets.UTF_8))) {
            reader.lines().forEach(lines::add);
        }
        assertThat(tar.waitFor()).isZero();
        return lines;
    }

    @Test
    void holdsWhatItTakesToRunAndToPassItOn() throws Exception {
        List<String> names = tar("-tzf");
        String root = ARCHIVE.getFileName().toString().replace(".tar.gz", "/");

        assertThat(names).allMatch(name -> name.startsWith(root));
        Set<String> top = names.stream()
                .map(name -> name.substring(root.length()).replaceAll("/.*", ""))
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(top)
                .containsExactlyInAnyOrder(
                        "CHANGELOG.md",
                        "LICENSE",
                        "README.md",
                        "SECURITY.md",
                        "THIRD-PARTY.md",
                        "config",
                        "docs",
                        "lib",
                        "licences",
                        "sallyport",
                        "sbom.json");
        assertThat(names).contains(root + "config/sallyport.yaml", root + "docs/operations.md");
        assertThat(names).noneMatch(name -> name.contains("/config/state/") || name.contains("/config/geo/"));
    }

    @Test
    void holdsTheJarsOfTheDistribution() throws Exception {
        Set<String> jars = tar("-tzf").stream()
                .filter(name -> name.endsWith(".jar"))
                .map(name -> name.substring(name.lastIndexOf('/') + 1))
                .collect(Collectors.toCollection(TreeSet::new));
        try (Stream<Path> lib = Files.list(LIB)) {
            assertThat(jars)
                    .containsExactlyInAnyOrderElementsOf(
                            lib.map(jar -> jar.getFileName().toString()).toList());
        }
    }

    @Test
    void saysNothingOfWhoMadeIt() throws Exception {
        List<String> lines = tar("-tvzf");

        assertThat(lines).allMatch(line -> line.matches("\\S+ +(root/root|0/0) .*"));
        assertThat(lines.stream().filter(line -> line.startsWith("-rwxr-xr-x")))
                .allMatch(line -> line.endsWith("/sallyport") || line.endsWith(".sh"));
        assertThat(lines.stream().map(line -> line.split(" +")[3]).distinct()).hasSize(1);
    }

    @Test
    void hasTheChecksumThatIsBesideIt() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        try (DigestInputStream in = new DigestInputStream(Files.newInputStream(ARCHIVE), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        String told = Files.readString(ARCHIVE.resolveSibling(ARCHIVE.getFileName() + ".sha256"));
        assertThat(told.strip()).isEqualTo(HexFormat.of().formatHex(digest.digest()) + " *" + ARCHIVE.getFileName());
    }
}
