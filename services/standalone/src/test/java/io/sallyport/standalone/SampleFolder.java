package io.sallyport.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small valid configuration on free ports, written into a folder of the test. */
public final class SampleFolder {
    public static final String SUITE = """
            listeners:
              - {name: web, mode: reverse, bind: "127.0.0.1:0"}
              - {name: egress, mode: forward, bind: "127.0.0.1:0"}
            admin: {bind: "127.0.0.1:0"}
            limits: {eventLoops: 1, drain: 5s}
            """;
    public static final String ROUTES = """
            clusters:
              - {name: shop, endpoints: ["http://127.0.0.1:%d"]}
            routes:
              - {name: shop, cluster: shop, cache: {enabled: true}}
            """;
    public static final String POLICIES = """
            lists: [{name: ads, file: ads.txt}]
            rules: [{name: no-ads, when: {list: ads}, then: block}]
            """;

    private final Path folder;

    private SampleFolder(Path folder) {
        this.folder = folder;
    }

    /** @param origin port of the one endpoint */
    public static SampleFolder in(Path folder, int origin) {
        return new SampleFolder(folder)
                .with("sallyport.yaml", SUITE)
                .with("routes.yaml", ROUTES.formatted(origin))
                .with("policies.yaml", POLICIES)
                .with("ads.txt", "0.0.0.0 ads.test tracker.test\n");
    }

    /** Writes one of the files anew. */
    public SampleFolder with(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path path() {
        return folder;
    }

    /** The folder that comes with the program. */
    public static Path shipped() {
        return Path.of(System.getProperty("sallyport.root"), "config");
    }
}
