package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.standalone.BoundAddresses;
import io.sallyport.standalone.DemoServer;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadyBannerTest {
    private static final HostPort ADMIN = new HostPort("127.0.0.1", 9000);

    @TempDir
    private Path folder;

    @Test
    void offersALineForEachFeatureOfTheDemo() {
        CheckedFolder shipped = check(SampleFolder.shipped());
        List<DemoServer> demo = DemoServer.of(shipped, SampleFolder.shipped().getParent());

        assertThat(text(shipped, demo, Map.of()))
                .contains(
                        "is ready after 1.5 s",
                        "web-tls    reverse   https://127.0.0.1:8443",
                        "curl -i http://127.0.0.1:8080/\n",
                        "-H 'X-Version: 1.1' http://127.0.0.1:8080/version",
                        "cache-status",
                        "tls/site.crt https://127.0.0.1:8443/",
                        "curl -i -x http://127.0.0.1:3128 http://127.0.0.1:9102/time",
                        "curl -i -x http://127.0.0.1:3128 -p http",
                        "curl -i -x socks5h://127.0.0.1:3128 http://127.0.0.1:9102/time",
                        "a blocked site: 404",
                        "http://ads.test/",
                        "/v1/logs?since=15m",
                        "/v1/servers",
                        "/v1/status",
                        "/metrics",
                        "Ctrl-C stops.");
    }

    @Test
    void leavesOutWhatTheConfigurationLacks() {
        SampleFolder sample = SampleFolder.in(folder, 80)
                .with("sallyport.yaml", "listeners: [{name: web, mode: reverse, bind: \"0.0.0.0:0\"}]\n")
                .with("routes.yaml", """
                        clusters: [{name: a, endpoints: ["http://192.0.2.1"]}]
                        routes: [{name: a, cluster: a, match: {host: "*.example.org", path: /api}}]
                        """);

        assertThat(text(check(sample.path()), List.of(), Map.of("web", 4711)))
                .contains("curl -i -H 'Host: www.example.org' http://127.0.0.1:4711/api\n")
                .doesNotContain("https:", "version pin", "cache", "forward", "CONNECT", "blocked", "demo");
    }

    @Test
    void neverPrintsTheToken() {
        SampleFolder sample = SampleFolder.in(folder, 80)
                .with(
                        "sallyport.yaml",
                        "admin: {bind: \"0.0.0.0:9000\", api: \"127.0.0.1:0\", token: geheim-geheim-geheim}\n");

        assertThat(text(check(sample.path()), List.of(), Map.of()))
                .contains("-H \"Authorization: Bearer $SALLYPORT_ADMIN_TOKEN\" http://127.0.0.1:9000/v1/status")
                .doesNotContain("geheim");
    }

    @Test
    void asksForTheLoginsThatTheSuiteWants() {
        SampleFolder sample = SampleFolder.in(folder, 80)
                .with("users.txt", "ann:$2y$05$abcdefghijklmnopqrstuuYk0zQqJ6n1Ww0mQm8wT6s5u4n3b2a1C\n")
                .with("sallyport.yaml", """
                        listeners:
                          - {name: egress, mode: mixed, bind: "127.0.0.1:0", auth: basic, users: users.txt}
                        admin: {tokens: [{name: ann, token: geheim-geheim-geheim}]}
                        """);

        assertThat(text(check(sample.path()), List.of(), Map.of("egress", 4711)))
                .contains(
                        "curl -i -U USER -x http://127.0.0.1:4711 http://example.org/",
                        "curl -i -U USER -x socks5h://127.0.0.1:4711 https://example.org/",
                        "-H \"Authorization: Bearer $SALLYPORT_ADMIN_TOKEN\" http://127.0.0.1:9000/v1/status");
    }

    private static CheckedFolder check(Path folder) {
        return FolderCheck.run(folder, Map.of(), new Properties());
    }

    private static String text(CheckedFolder folder, List<DemoServer> demo, Map<String, Integer> ports) {
        return new ReadyBanner(folder, demo, new BoundAddresses(ports, ADMIN)).text(Duration.ofMillis(1_500));
    }
}
