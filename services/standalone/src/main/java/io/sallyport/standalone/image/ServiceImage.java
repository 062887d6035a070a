package io.sallyport.standalone.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that is all of a service's image beside the JVM: {@code service.jar}, {@code java.options}, {@code lib},
 * {@code native} and, after a rehearsal, {@code classes.jsa}.
 *
 * @param folder  where it lies; the options name it, so it stays there
 * @param service such as {@code edge-proxy}
 */
record ServiceImage(Path folder, String service) {
    private static final String COMMON = "common.options";
    private static final String HOME = "${home}";

    /**
     * Puts everything in its place.
     *
     * @param lib     folder of the distribution's jars
     * @param options folder with {@value #COMMON} and a file of each service, as the java command reads them; in which
     *                {@value #HOME} is the image's folder
     */
    static ServiceImage assemble(Path lib, Path options, Path folder, String service) throws IOException {
        ServiceJars jars = ServiceJars.of(lib, service);
        ServiceImage image = new ServiceImage(folder, service);
        Path own = Files.createDirectories(folder.resolve("lib"));
        Path natives = Files.createDirectories(folder.resolve("native"));
        SlimJar slim = new SlimJar(NativeLibraries.ofLinux(System.getProperty("os.arch")), own, natives);
        List<Path> copies = new ArrayList<>();
        for (Path jar : jars.jars()) {
            slim.copy(jar).ifPresent(copies::add);
        }
        LaunchJar.write(image.program(), jars.main(), copies);
        String text =
                Files.readString(options.resolve(COMMON)) + Files.readString(options.resolve(service + ".options"));
        Files.writeString(image.options(), text.replace(HOME, folder.toString()));
        return image;
    }

    /** What {@code java -jar} starts. */
    Path program() {
        return folder.resolve("service.jar");
    }

    /** Options of the JVM. */
    Path options() {
        return folder.resolve("java.options");
    }

    /** Classes as a rehearsal left them. */
    Path classes() {
        return folder.resolve("classes.jsa");
    }

    /** Has the JVM take what a rehearsal left. */
    void useClasses() throws IOException {
        Files.writeString(
                options(), "-Xshare:auto\n-XX:SharedArchiveFile=" + classes() + "\n", StandardOpenOption.APPEND);
    }

    /** All of it together. */
    long bytes() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }
}
