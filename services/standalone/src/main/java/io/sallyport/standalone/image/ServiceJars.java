package io.sallyport.standalone.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * The jars that one service needs, out of the folder of the whole distribution.
 *
 * @param main class that starts it
 * @param jars in the order of the class path
 */
record ServiceJars(String main, List<Path> jars) {
    /** What only programs choose: where log lines go, and the transport of the system. */
    private static final List<String> PROGRAM = List.of("logback-", "netty-transport-");

    ServiceJars {
        jars = List.copyOf(jars);
    }

    /**
     * As the service's own jar says.
     *
     * @param lib     folder of all jars
     * @param service such as {@code edge-proxy}
     */
    static ServiceJars of(Path lib, String service) throws IOException {
        Path own = only(lib, "sallyport-" + service + "-");
        Attributes said = manifest(own);
        String main = said.getValue(Attributes.Name.MAIN_CLASS);
        if (main == null) {
            throw new IllegalArgumentException(
                    "service: found \"" + service + "\", allowed: one whose jar names a main class");
        }
        Set<Path> jars = new LinkedHashSet<>();
        jars.add(own);
        for (String name : said.getValue(Attributes.Name.CLASS_PATH).split(" ", -1)) {
            jars.add(lib.resolve(name));
        }
        for (String prefix : PROGRAM) {
            try (Stream<Path> files = Files.list(lib)) {
                files.filter(file -> file.getFileName().toString().startsWith(prefix))
                        .sorted()
                        .forEach(jars::add);
            }
        }
        return new ServiceJars(main, List.copyOf(jars));
    }

    private static Path only(Path lib, String prefix) throws IOException {
        try (Stream<Path> files = Files.list(lib)) {
            List<Path> found = files.filter(
                            file -> file.getFileName().toString().startsWith(prefix))
                    .toList();
            if (found.size() != 1) {
                throw new IllegalArgumentException(
                        lib + ": found " + found.size() + " jars of " + prefix + "*, allowed: one");
            }
            return found.get(0);
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }
}
