package io.sallyport.edge.page;

import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.JarURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * All files of the page by the path under which they are asked for. A path is looked up and never resolved, so none leads
 * out of the folder.
 */
final class PageFiles {
    /** Where the page is, with the slash that its relative links need. */
    static final String ROOT = "/ui/";

    private static final String INDEX = "index.html";
    private static final String UPLOT = "/META-INF/resources/webjars/uplot/";
    private static final String UPLOT_ABOUT = "/META-INF/maven/org.webjars.npm/uplot/pom.properties";
    private static final int TAG_BYTES = 12;

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "svg", "image/svg+xml",
            "webmanifest", "application/manifest+json",
            "txt", "text/plain; charset=utf-8");

    private final Map<String, PageFile> byPath;

    private PageFiles(Map<String, PageFile> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /** Reads and compresses them, which blocks for some ten milliseconds. */
    static PageFiles load() throws IOException {
        Map<String, PageFile> files = new HashMap<>();
        URLConnection index = resource(ROOT + INDEX).openConnection();
        if (index instanceof JarURLConnection inJar) {
            try (FileSystem jar =
                    FileSystems.newFileSystem(Path.of(inJar.getJarFileURL().toURI()))) {
                collect(jar.getPath(ROOT), files);
            } catch (URISyntaxException e) {
                throw new IOException(e);
            }
        } else {
            collect(Path.of(URI.create(index.getURL().toString())).getParent(), files);
        }
        files.put(ROOT, files.get(ROOT + INDEX));
        library(files);
        return new PageFiles(files);
    }

    /** The file at exactly this path, {@code null} when there is none. */
    PageFile at(String path) {
        return byPath.get(path);
    }

    /** The paths of all files. */
    List<String> paths() {
        return byPath.keySet().stream().sorted().toList();
    }

    private static void collect(Path folder, Map<String, PageFile> files) throws IOException {
        try (Stream<Path> found = Files.walk(folder)) {
            for (Path path : found.filter(Files::isRegularFile).toList()) {
                String name = folder.relativize(path).toString().replace('\\', '/');
                files.put(ROOT + name, file(name, Files.readAllBytes(path)));
            }
        }
    }

    private static void library(Map<String, PageFile> files) throws IOException {
        Properties about = new Properties();
        try (InputStream in = resource(UPLOT_ABOUT).openStream()) {
            about.load(in);
        }
        String folder = UPLOT + about.getProperty("version") + "/";
        Map<String, String> used = Map.of(
                "lib/uplot.js", "dist/uPlot.iife.min.js",
                "lib/uplot.css", "dist/uPlot.min.css",
                "lib/uplot-license.txt", "LICENSE");
        for (Map.Entry<String, String> each : used.entrySet()) {
            try (InputStream in = resource(folder + each.getValue()).openStream()) {
                files.put(ROOT + each.getKey(), file(each.getKey(), in.readAllBytes()));
            }
        }
    }

    private static URL resource(String path) throws FileNotFoundException {
        URL found = PageFiles.class.getResource(path);
        if (found == null) {
            throw new FileNotFoundException(path + " is not on the class path");
        }
        return found;
    }

    private static PageFile file(String name, byte[] content) throws IOException {
        String ending = name.substring(name.lastIndexOf('.') + 1);
        String type = TYPES.get(ending);
        if (type == null) {
            throw new IOException(name + ": found the ending " + ending + ", allowed: " + TYPES.keySet());
        }
        byte[] gzip = compressed(content);
        return new PageFile(
                type,
                '"' + HexFormat.of().formatHex(sha256(content), 0, TAG_BYTES) + '"',
                Buffer.buffer(content),
                gzip.length < content.length ? Buffer.buffer(gzip) : null);
    }

    private static byte[] compressed(byte[] content) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        }
        return bytes.toByteArray();
    }

    private static byte[] sha256(byte[] content) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(content);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
