package io.sallyport.faults.stack;

import io.sallyport.faults.relay.Ports;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.process.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The suite's classes as one archive that JVMs map at their start, made by running all of it once in one JVM: ten processes start
 * here, many of them several times, and reading classes is most of their work.
 *
 * @param classPath of jars alone, because folders cannot be archived
 * @param file      the archive; a JVM that does not like it starts without
 */
record ClassArchive(String classPath, Path file) {
    private static final Duration START = Duration.ofSeconds(180);

    /**
     * Makes it.
     *
     * @param folder for jars and the archive
     * @param store  URL of a Redis, which is used and not emptied
     */
    static ClassArchive in(Path folder, String store) {
        try {
            Files.createDirectories(folder);
            ClassArchive archive = new ClassArchive(jars(folder), folder.resolve("classes.jsa"));
            archive.record(folder.resolve("once"), store);
            return archive;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As options of a JVM. */
    String[] options() {
        return new String[] {"-XX:SharedArchiveFile=" + file, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"};
    }

    private static String jars(Path folder) throws IOException {
        List<String> jars = new ArrayList<>();
        for (String entry : JavaProcess.classPath().split(File.pathSeparator)) {
            Path path = Path.of(entry);
            if (Files.isRegularFile(path)) {
                jars.add(entry);
            } else if (Files.isDirectory(path) && !path.endsWith("test-classes")) {
                jars.add(jar(path, folder.resolve(jars.size() + ".jar")).toString());
            }
        }
        return String.join(File.pathSeparator, jars);
    }

    private static Path jar(Path classes, Path jar) throws IOException {
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream entries = new JarOutputStream(out);
                Stream<Path> files = Files.walk(classes)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                entries.putNextEntry(new JarEntry(classes.relativize(file).toString()));
                Files.copy(file, entries);
                entries.closeEntry();
            }
        }
        return jar;
    }

    private void record(Path config, String store) {
        Folder folder = new Folder(config);
        folder.write("sallyport.yaml", """
                listeners: [{name: web, mode: reverse, bind: "127.0.0.1:0"}, {name: egress, mode: forward, bind: "127.0.0.1:0"}]
                admin: {bind: "127.0.0.1:0"}
                bus: {clustered: true, host: 127.0.0.1, name: archive, port: %d, members: []}
                store: {url: "%s"}
                limits: {drain: 0s, eventLoops: 1}
                """.formatted(Ports.pick(), store));
        folder.write("routes.yaml", "{}");
        folder.write("policies.yaml", "{}");
        JavaProcess once = JavaProcess.of("io.sallyport.standalone.cli.SallyportMain")
                .classPath(classPath)
                .jvm("-XX:+UseSerialGC", "-XX:ArchiveClassesAtExit=" + file, "-Xlog:cds=off", "-Xlog:cds+dynamic=off")
                .args("up", "--config", config.toString())
                .start();
        try {
            once.output().await(START, line -> line.contains("is ready"));
        } finally {
            once.terminate();
            Eventually.until("the archive is written", START, () -> !once.isAlive());
        }
    }
}
