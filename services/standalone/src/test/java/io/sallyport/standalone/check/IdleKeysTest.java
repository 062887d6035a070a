package io.sallyport.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys that are accepted and do nothing are told of, with their place. */
class IdleKeysTest {
    @TempDir
    private Path folder;

    private SampleFolder sample;

    @BeforeEach
    void write() {
        sample = SampleFolder.in(folder, 9101);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {then: block, when: {clientCountry: [DE]}}                 | rules[0].when.clientCountry[0]: found DE, which never holds
            {then: block, when: {destinationCountry: [private, DE]}}   | rules[0].when.destinationCountry[1]: found DE, which never holds
            {then: drop, when: {site: [b.test]}, status: 404}          | rules[0].status: found a key that does nothing because drop
            {then: {exit: vpn}, when: {listener: [web]}}               | rules[0].then.exit: found a key that does nothing on reverse
            {then: {allow: {profile: strict}}, when: {listener: [web]}} | rules[0].then.allow.profile: found a key that does nothing
            {then: block, when: {listener: [web], destination: [10.0.0.0/8]}} | rules[0].when: found a condition on places
            """)
    void ofRules(String rule, String warning) {
        sample.with("policies.yaml", """
                exits: [{name: vpn, via: ["socks5://127.0.0.1:9050"]}]
                rules:
                  - {name: tried, %s
                  - {name: out, when: {site: [a.test]}, then: {exit: vpn}}
                """.formatted(rule.substring(1)));

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("policies.yaml") + ":3:")
                .contains(warning);
    }

    @Test
    void ofLogs() {
        sample.with("sallyport.yaml", SampleFolder.SUITE + """
                logs:
                  stream: 5000
                  access: [{to: stdout, size: 1MiB}, {to: access.log, keep: 3}]
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .extracting(Object::toString)
                .satisfiesExactly(
                        stream ->
                                assertThat(stream).contains("logs.stream: found a key that does nothing where records"),
                        size -> assertThat(size).contains("logs.access[0].size: found a key that does nothing"));
    }

    @Test
    void ofOverload() {
        sample.with(
                "sallyport.yaml",
                SampleFolder.SUITE
                                .replaceFirst("mode: reverse", "connections: 30, mode: reverse")
                                .replaceFirst("eventLoops: 1", "connections: 20")
                        + "overload: {enabled: false, queueTime: 50ms, memory: 0.9}\n");

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .extracting(Object::toString)
                .satisfiesExactlyInAnyOrder(
                        queue -> assertThat(queue).contains("overload.queueTime: found a key that does nothing"),
                        memory -> assertThat(memory).contains("overload.memory: found a key that does nothing"),
                        most -> assertThat(most)
                                .contains("connections: found 30, which is never reached, allowed: at most")
                                .contains("limits.connections, 20"));
    }

    @Test
    void ofTracing() {
        sample.with("sallyport.yaml", SampleFolder.SUITE + "tracing: {sample: 0.5, trust: true, buffer: 100}\n");

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .hasSize(3)
                .allSatisfy(warning -> assertThat(warning.toString())
                        .contains(
                                "a key that does nothing where nothing is traced, allowed: it with tracing.endpoint"));
    }

    @Test
    void ofListsAndExits() throws IOException {
        Files.writeString(folder.resolve("block.txt"), "||ads.test^\n");
        sample.with("policies.yaml", """
                lists:
                  - {name: ads, file: block.txt, refresh: 6h}
                  - {name: idle, url: "https://lists.test/", format: domains, refresh: 1h}
                exits:
                  - {name: vpn, country: NL, via: ["socks5://127.0.0.1:9050"]}
                  - {name: other, via: ["socks5://127.0.0.1:9051"]}
                rules:
                  - {name: no-ads, when: {list: [ads]}, then: block}
                  - {name: out, then: {exit: "country:NL"}}
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .extracting(Object::toString)
                .satisfiesExactly(
                        refresh -> assertThat(refresh).contains("lists[0].refresh: found a key that does nothing"),
                        idle -> assertThat(idle).contains("lists[1]: found a list that no rule asks"),
                        other -> assertThat(other).contains("exits[1]: found an exit that no rule takes"),
                        wrong -> assertThat(wrong)
                                .contains("lists[0].file: found a file of which no line is used as hosts"));
    }

    @Test
    void ofListenersOfTheForwardSide() {
        sample.with("sallyport.yaml", """
                listeners:
                  - {name: web, mode: reverse, bind: "127.0.0.1:0"}
                  - name: egress
                    mode: forward
                    bind: "127.0.0.1:0"
                    altSvc: 1h
                    trustHeader: forwarded
                    redirectPort: 8443
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .extracting(Object::toString)
                .allSatisfy(warning -> assertThat(warning).contains("found a key that does nothing"))
                .satisfiesExactly(
                        altSvc -> assertThat(altSvc).contains("listeners[1].altSvc"),
                        header -> assertThat(header).contains("listeners[1].trustHeader"),
                        port -> assertThat(port).contains("listeners[1].redirectPort"));
    }
}
