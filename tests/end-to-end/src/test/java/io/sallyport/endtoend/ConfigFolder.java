package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A configuration folder that a test writes and edits, as an operator would with an editor. */
final class ConfigFolder {
    /** One listener of each direction and the admin address, all on ports that the system chooses. */
    static final String SUITE = """
            listeners:
              - {name: web, mode: reverse, bind: "127.0.0.1:0"}
              - {name: egress, mode: forward, bind: "127.0.0.1:0"}
            admin: {bind: "127.0.0.1:0"}
            logs: {flush: 20ms}
            limits: {drain: 15s}
            """;

    private final Path folder;

    private ConfigFolder(Path folder) {
        this.folder = folder;
    }

    static ConfigFolder in(Path folder) {
        return new ConfigFolder(folder).with("sallyport.yaml", SUITE);
    }

    /** A rule, as an item of {@code rules}: the forward side may go to this machine, through tunnels to that port only. */
    static String loopbackOpen(int port) {
        return "  - {name: loopback, when: {listener: [egress]}, then: {allow: {targets: [127.0.0.0/8], ports: [" + port
                + "]}}}\n";
    }

    Path path() {
        return folder;
    }

    /** Writes one of the files anew. */
    ConfigFolder with(String file, String text) {
        try {
            Files.writeString(folder.resolve(file), text);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces a text in one of the files, which must be there. */
    ConfigFolder edit(String file, String from, String to) {
        try {
            String text = Files.readString(folder.resolve(file));
            assertThat(text).as(file).contains(from);
            return with(file, text.replace(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
