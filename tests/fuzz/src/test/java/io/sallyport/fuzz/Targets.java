package io.sallyport.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** All targets, found by their names among the classes of this module, and where their inputs lie. */
final class Targets {
    private static final String SUFFIX = "Target";
    private static final String METHOD = "fuzzerTestOneInput";

    private Targets() {}

    /**
     * One target.
     *
     * @param name without the package and the suffix, as its folder of inputs is called
     */
    record Target(Class<?> type, String name) {
        /** Inputs that every build tries, and from which the fuzzer starts. */
        Path corpus() {
            return module().resolve("corpus").resolve(name);
        }

        List<Path> inputs() {
            if (!Files.isDirectory(corpus())) {
                return List.of();
            }
            try (Stream<Path> files = Files.list(corpus())) {
                return files.sorted().toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Reads one input; fails with what the target finds wrong. */
        void run(byte[] input) throws Throwable {
            try {
                type.getMethod(METHOD, byte[].class).invoke(null, (Object) input);
            } catch (InvocationTargetException e) {
                throw e.getTargetException();
            }
        }
    }

    /** In the order of their names. */
    static List<Target> all() {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(SUFFIX + ".class") && file.indexOf('$') < 0)
                    .map(file -> target(file.substring(0, file.length() - ".class".length())
                            .replace('/', '.')
                            .replace('\\', '.')))
                    .sorted((left, right) -> left.name().compareTo(right.name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Target target(String type) {
        try {
            String simple = type.substring(type.lastIndexOf('.') + 1);
            return new Target(Class.forName(type), simple.substring(0, simple.length() - SUFFIX.length()));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(type, e);
        }
    }

    /** This module's folder. */
    static Path module() {
        return Path.of(System.getProperty("sallyport.root"), "tests", "fuzz");
    }

    private static Path classes() {
        try {
            return Path.of(Targets.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
