package io.sallyport.standalone.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a folder of jars to the folder of an image, without a rehearsal. */
class ServiceImageTest {
    @TempDir
    private Path folder;

    private Path lib;
    private Path options;

    @BeforeEach
    void jars() throws IOException {
        lib = Files.createDirectories(folder.resolve("lib"));
        options = Files.createDirectories(folder.resolve("options"));
        jar("sallyport-sample-service-1.jar", "x.Main", "needed-2.jar native-3.jar", "x/Main.class");
        jar("needed-2.jar", null, null, "n/N.class", "linux/amd64/libn.so", "linux/aarch64/libn.so", "win/x86/n.dll");
        jar("native-3.jar", null, null, "META-INF/native/libnetty_q_linux_s390.so");
        jar("logback-classic-4.jar", null, null, "l/L.class");
        jar("netty-transport-classes-epoll-4.jar", null, null, "e/E.class");
        jar(
                "netty-transport-native-epoll-4-linux.jar",
                null,
                null,
                "META-INF/native/libnetty_transport_native_epoll_s390.so");
        jar("other-5.jar", null, null, "o/O.class");
        Files.writeString(options.resolve("common.options"), "# ${home}\n-Djava.library.path=${home}/native\n");
        Files.writeString(options.resolve("sample-service.options"), "-Xmx1m\n");
    }

    private void jar(String name, String main, String path, String... entries) throws IOException {
        Manifest manifest = new Manifest();
        Attributes said = manifest.getMainAttributes();
        said.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        if (main != null) {
            said.put(Attributes.Name.MAIN_CLASS, main);
            said.put(Attributes.Name.CLASS_PATH, path);
        }
        try (OutputStream out = Files.newOutputStream(lib.resolve(name));
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (String entry : entries) {
                jar.putNextEntry(new ZipEntry(entry));
                jar.write(entry.getBytes());
            }
        }
    }

    private ServiceImage assemble(String service) throws IOException {
        return ServiceImage.assemble(lib, options, folder.resolve("image"), service);
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void takesOnlyTheJarsThatTheServiceNames() throws IOException {
        ServiceImage image = assemble("sample-service");

        assertThat(names(image.folder().resolve("lib")))
                .containsExactly(
                        "logback-classic-4.jar",
                        "needed-2.jar",
                        "netty-transport-classes-epoll-4.jar",
                        "sallyport-sample-service-1.jar");
    }

    @Test
    void laysThisMachinesLibrariesBesideAndLeavesOthersOut() throws IOException {
        ServiceImage image = assemble("sample-service");

        assertThat(names(image.folder().resolve("native"))).containsExactly("libn.so");
        String arch = System.getProperty("os.arch");
        assertThat(image.folder().resolve("native/libn.so"))
                .hasContent("linux/" + (arch.equals("x86_64") ? "amd64" : arch) + "/libn.so");
        try (JarFile jar =
                new JarFile(image.folder().resolve("lib/needed-2.jar").toFile())) {
            assertThat(jar.stream().map(ZipEntry::getName)).containsExactly("META-INF/MANIFEST.MF", "n/N.class");
        }
    }

    @Test
    void startsByOneJarThatNamesAllOthers() throws IOException {
        ServiceImage image = assemble("sample-service");

        try (JarFile jar = new JarFile(image.program().toFile())) {
            Attributes said = jar.getManifest().getMainAttributes();
            assertThat(said.getValue(Attributes.Name.MAIN_CLASS)).isEqualTo("x.Main");
            assertThat(said.getValue(Attributes.Name.CLASS_PATH).split(" "))
                    .containsExactly(
                            "lib/sallyport-sample-service-1.jar",
                            "lib/needed-2.jar",
                            "lib/logback-classic-4.jar",
                            "lib/netty-transport-classes-epoll-4.jar");
            assertThat(said.getValue("Add-Opens")).contains("java.base/sun.nio.ch");
            assertThat(jar.getEntry("logback.xml")).isNotNull();
        }
    }

    @Test
    void writesOptionsForItsFolder() throws IOException {
        ServiceImage image = assemble("sample-service");

        assertThat(image.options())
                .hasContent("# " + image.folder() + "\n-Djava.library.path=" + image.folder() + "/native\n-Xmx1m\n");
        image.useClasses();
        assertThat(Files.readAllLines(image.options()))
                .endsWith("-Xshare:auto", "-XX:SharedArchiveFile=" + image.classes());
    }

    @Test
    void refusesWhatIsNoService() {
        assertThatThrownBy(() -> assemble("nothing")).hasMessageContaining("found 0 jars of sallyport-nothing-*");
        assertThatThrownBy(() -> {
                    jar("sallyport-kit-1.jar", null, null, "k/K.class");
                    assemble("kit");
                })
                .hasMessage("service: found \"kit\", allowed: one whose jar names a main class");
    }
}
