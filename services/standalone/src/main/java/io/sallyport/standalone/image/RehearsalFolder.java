package io.sallyport.standalone.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A configuration on loopback for a rehearsal: one site and one way out, everything that a suite of several processes has.
 *
 * @param path   of the folder
 * @param web    port of the site
 * @param egress port of the way out
 * @param admin  port of the entrance of an edge
 * @param api    port of a service behind it
 * @param origin port of the site's server
 */
record RehearsalFolder(Path path, int web, int egress, int admin, int api, int origin) {
    /** Of the admin plane. */
    static final String TOKEN = "rehearsal-token-of-nobody";

    /** Writes it into a new folder for temporary files. */
    static RehearsalFolder write(int store) throws IOException {
        Path path = Files.createTempDirectory("rehearsal");
        RehearsalFolder folder = new RehearsalFolder(path, freePort(), freePort(), freePort(), freePort(), freePort());
        Files.writeString(path.resolve("sallyport.yaml"), folder.settings(store));
        Files.writeString(path.resolve("routes.yaml"), folder.routes());
        Files.writeString(path.resolve("policies.yaml"), POLICIES);
        return folder;
    }

    private static final String POLICIES = """
            rules:
              - {name: no-ads, when: {site: [ads.example]}, then: block}
            """;

    private String settings(int store) {
        return """
                listeners:
                  - {name: web, mode: reverse, bind: "127.0.0.1:%d"}
                  - {name: egress, mode: mixed, bind: "127.0.0.1:%d"}
                admin: {bind: "127.0.0.1:%d", token: %s}
                store: {url: "redis://127.0.0.1:%d"}
                bus: {clustered: true, name: rehearsal, host: 127.0.0.1, members: ["127.0.0.1:15701"], port: 15701}
                logs: {flush: 20ms, path: "%s"}
                limits: {drain: 1s}
                """.formatted(web, egress, admin, TOKEN, store, path.resolve("logs-{n}"));
    }

    private String routes() {
        return """
                clusters:
                  - name: shop
                    endpoints: [{url: "http://127.0.0.1:%d", version: "1.5"}]
                    health: {path: /health, interval: 1s}
                    info: {path: /version, pointer: /version}
                routes:
                  - name: shop
                    match: {path: /}
                    cluster: shop
                    versions: {by: {header: X-Version}, default: "1.5"}
                    cache: {enabled: true}
                """.formatted(origin);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
