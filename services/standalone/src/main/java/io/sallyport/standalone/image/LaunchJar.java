package io.sallyport.standalone.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;

/**
 * The jar that {@code java -jar} starts. Its manifest has the class path and opens what Hazelcast and Netty look at: the same
 * as options would keep the JVM from using its own archive of modules.
 */
final class LaunchJar {
    private static final String LOGGING = "logback.xml";
    private static final String EXPORTS = "java.base/jdk.internal.ref";
    private static final String OPENS = "java.base/java.lang java.base/java.nio java.base/jdk.internal.misc"
            + " java.base/sun.nio.ch java.management/sun.management jdk.management/com.sun.management.internal";

    private LaunchJar() {}

    /**
     * Writes it.
     *
     * @param file beside the folder {@code lib}
     * @param jars in that folder
     */
    static void write(Path file, String main, List<Path> jars) throws IOException {
        Manifest manifest = new Manifest();
        Attributes said = manifest.getMainAttributes();
        said.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        said.put(Attributes.Name.MAIN_CLASS, main);
        said.put(
                Attributes.Name.CLASS_PATH,
                jars.stream().map(jar -> "lib/" + jar.getFileName()).collect(Collectors.joining(" ")));
        said.putValue("Add-Exports", EXPORTS);
        said.putValue("Add-Opens", OPENS);
        said.putValue("Enable-Native-Access", "ALL-UNNAMED");
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest);
                InputStream logging = LaunchJar.class.getResourceAsStream("/" + LOGGING)) {
            if (logging == null) {
                throw new IOException(LOGGING + " is not on the class path");
            }
            jar.putNextEntry(new ZipEntry(LOGGING));
            logging.transferTo(jar);
        }
    }
}
