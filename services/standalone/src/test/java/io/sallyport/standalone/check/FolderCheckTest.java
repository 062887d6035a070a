package io.sallyport.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.sallyport.config.ConfigException;
import io.sallyport.config.Finding;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.testkit.TestCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderCheckTest {
    /** Made for this test; opens nothing. */
    private static final String OTHER_KEY = """
            -----BEGIN PRIVATE KEY-----
            MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgvepjvoWp/AnzksSY
            6jPjZvx7GgfD4xyZJ5dpnkoqgTuhRANCAAQfsOd9ZwW70x+ol8wMJvg1Oi3vBbBJ
            IpfXsrk/SYkUoAKo/LosKxIP8jcwNifw8DKdIKHQufZZ9IstFtArCA0R
            -----END PRIVATE KEY-----
            """;

    @TempDir
    private Path folder;

    private SampleFolder sample;

    @BeforeEach
    void write() {
        sample = SampleFolder.in(folder, 9101);
    }

    @Test
    void acceptsTheShippedFolder() {
        CheckedFolder checked = FolderCheck.run(SampleFolder.shipped(), Map.of(), new Properties());

        assertThat(checked.config().listeners()).hasSize(3);
        assertThat(checked.lists()).allSatisfy(list -> assertThat(list.names()).isPositive());
        assertThat(checked.summary()).endsWith("1 list of 4 names").doesNotContain("\n");
    }

    @Test
    void countsAndSamplesLists() {
        CheckedFolder checked = FolderCheck.run(folder, Map.of(), new Properties());

        assertThat(checked.lists()).containsExactly(new CheckedFolder.CheckedList("ads", 2, 0, "ads.test"));
        assertThat(checked.summary())
                .isEqualTo(folder + ": valid: 2 listeners, 1 cluster, 1 route, 1 rule, 1 list of 2 names");
    }

    @Test
    void acceptsTheFolderOfTheContainers() {
        Path compose = SampleFolder.shipped().resolve("compose");

        assertThat(FolderCheck.run(compose, Map.of("HOSTNAME", "edge"), new Properties())
                        .config()
                        .listeners())
                .hasSize(2);
    }

    @Test
    void refusesAccessLogsThatCannotBeWritten() {
        sample.with("sallyport.yaml", SampleFolder.SUITE + """
                logs:
                  access:
                    - {to: stdout}
                    - {to: access.log, format: combined}
                    - {to: ./access.log}
                    - {to: none/access.log}
                    - {to: .}
                """);

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(
                        "logs.access[2].to: found \"./access.log\" again, allowed: stdout or a file that no")
                .hasMessageContaining(
                        "logs.access[3].to: found \"none/access.log\", allowed: stdout, or a file that can")
                .hasMessageContaining("logs.access[4].to: found \".\", allowed")
                .message()
                .doesNotContain("logs.access[0]", "logs.access[1]");
    }

    @Test
    void refusesAccessLogsOnTopOfSomethingElse() {
        sample.with("sallyport.yaml", SampleFolder.SUITE + """
                logs:
                  access:
                    - {to: access.log, keep: 2}
                    - {to: access.log.2}
                    - {to: access.log.3}
                    - {to: sallyport.yaml}
                """);

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .hasMessageContaining("logs.access[1].to: found \"access.log.2\", an old file of another access log")
                .hasMessageContaining("logs.access[3].to: found \"sallyport.yaml\", a file of the configuration")
                .message()
                .doesNotContain("logs.access[0]", "logs.access[2]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sallyport.yaml", "sallyport.yaml/below", "logs-{N}", "logs-{n}-{m}"})
    void refusesAPlaceWhereNoRecordsCanLie(String path) {
        sample.with("sallyport.yaml", SampleFolder.SUITE + "logs: {path: \"" + path + "\"}\n");

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .hasMessageContaining("logs.path: found \"" + path + "\", allowed: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"logs", "new/logs", "logs-{n}"})
    void acceptsAPlaceForRecords(String path) {
        sample.with("sallyport.yaml", SampleFolder.SUITE + "logs: {path: \"" + path + "\"}\n");

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logs: {query: {timeout: 2m}}                                 | logs.query.timeout: found 120s, allowed: 0s to 50s",
                "logs: {access: [{to: stderr}]}                               | logs.access[0].to: found \"stderr\", which has",
                "tracing: {endpoint: 'http://127.0.0.1:4318/v1/traces'}       | tracing.endpoint: found more than a base",
                "tracing: {endpoint: 'http://user:secret@127.0.0.1:4318'}     | tracing.endpoint: found more than a base",
            },
            quoteCharacter = '`')
    void saysWhatIsWrongWithWhatIsObserved(String text, String message) {
        sample.with("sallyport.yaml", SampleFolder.SUITE + text + "\n");

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .hasMessageContaining(message)
                .message()
                .doesNotContain("secret");
    }

    @Test
    void refusesAForwardListenerThatAnybodyCouldUse() {
        sample.with(
                "sallyport.yaml",
                SampleFolder.SUITE.replace("forward, bind: \"127.0.0.1:0", "forward, bind: \"0.0.0.0:0"));

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .isInstanceOf(ConfigException.class)
                .hasMessageStartingWith(folder.resolve("sallyport.yaml") + ":3:")
                .hasMessageContaining(
                        "listeners[1].bind: found \"0.0.0.0:0\" for anybody, because default of policies.yaml")
                .hasMessageContaining("{name: egress-outside, when: {listener: [egress]}, then: block, status: 403}");

        sample.with("policies.yaml", """
                rules:
                  - {name: inside, when: {listener: [egress], client: [10.0.0.0/8]}, then: allow}
                  - {name: outside, when: {listener: [egress]}, then: block, status: 403}
                """);
        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .isEmpty();
    }

    @Test
    void readsTheUsersOfListenersAndSaysWhichLineIsWrong() {
        sample.with(
                "sallyport.yaml",
                SampleFolder.SUITE.replace(
                        "forward, bind: \"127.0.0.1:0\"",
                        "forward, bind: \"0.0.0.0:0\", auth: basic, users: users.txt"));
        sample.with("policies.yaml", "rules: [{name: staff, when: {group: [staff]}, then: allow}]\ndefault: block\n");

        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .hasMessageContaining("listeners[1].users: found \"users.txt\" (no such file)");

        sample.with("users.txt", "# staff\nann:secret\n\nbob\n");
        assertThatThrownBy(() -> FolderCheck.run(folder, Map.of(), new Properties()))
                .hasMessageContaining(
                        "(line 2: neither a bcrypt ($2y$...) nor an Argon2 ($argon2id$...) hash; line 4 is not ");

        sample.with("users.txt", "ann:$2y$04$" + "a".repeat(53) + ":staff\n");
        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .contains("listeners[1].auth: found \"basic\" in clear text");
    }

    @Test
    void warnsOfRulesThatAreNeverAsked() {
        sample.with("policies.yaml", """
                rules:
                  - {name: open, then: allow}
                  - {name: shut, when: {site: [a.test]}, then: block}
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("policies.yaml") + ":3:")
                .contains("rules[1]: found a rule that is never asked", "open (rules[0])");
    }

    @Test
    void warnsOfCertificatesThatNobodyIsAskedFor() {
        sample.with("policies.yaml", """
                rules:
                  - {name: out, when: {listener: [egress]}, then: allow}
                  - {name: badge, then: {require: {mtls: {}}}}
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("policies.yaml") + ":3:")
                .contains("rules[1].then.require.mtls: found a rule that refuses everybody on web,");
    }

    @Test
    void warnsOfCallersThatNobodyHasProvedToBe() {
        sample.with("policies.yaml", "rules: [{name: staff, when: {group: [staff]}, then: block}]");

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .contains("rules[0].when.group: found a condition that never holds");
    }

    @Test
    void warnsOfKeysThatNoAlgorithmIsFor() {
        sample.with("keys.json", """
                {"keys": [{"kty": "oct", "k": "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"}]}
                """);
        sample.with("policies.yaml", "rules: [{name: login, then: {require: {jwt: {jwks: keys.json}}}}]");

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .contains("rules[0].then.require.jwt.jwks: found \"keys.json\" with no key for the algorithms RS256");
    }

    @Test
    void warnsOfRoutesThatOnlyTheirOrderTellsApart() {
        sample.with("routes.yaml", """
                routes:
                  - {name: one, match: {template: '/a/{x}'}, answer: {body: one}}
                  - {name: two, match: {template: '/{x}/b'}, answer: {body: two}}
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .singleElement()
                .asString()
                .startsWith(folder.resolve("routes.yaml") + ":3:")
                .contains("route one (routes[0])", "one is written first");
    }

    @Test
    void collectsTheFindingsOfAllFiles() {
        sample.with("sallyport.yaml", "listener: []\n")
                .with("routes.yaml", "routes:\n  - name: shop\n    cluster: shopp\n")
                .with("policies.yaml", "default: deny\n");

        assertThat(findings())
                .hasSize(3)
                .satisfies(all -> assertThat(all.get(0)).contains("sallyport.yaml:1:1: listener: ", "\"listeners\""))
                .satisfies(all -> assertThat(all.get(1)).contains("policies.yaml:1:10: default: found \"deny\""))
                .satisfies(
                        all -> assertThat(all.get(2)).contains("routes.yaml:3:14: routes[0].cluster: found \"shopp\""));
    }

    @Test
    void knowsTheListenersThatRulesMayName() {
        sample.with("policies.yaml", "rules:\n  - {name: a, when: {listener: egres}, then: block}\n");

        assertThat(findings())
                .singleElement()
                .asString()
                .contains("policies.yaml:2:32: rules[0].when.listener[0]: found \"egres\"")
                .endsWith("allowed: egress, web (did you mean \"egress\"?)");
    }

    @Test
    void readsTheFilesThatTheConfigurationNames() {
        sample.with("policies.yaml", "lists: [{name: ads, file: nowhere.txt}]\n")
                .with(
                        "sallyport.yaml",
                        "listeners: [{name: web, mode: reverse, bind: \"127.0.0.1:0\","
                                + " tls: {certificates: [{cert: ads.txt, key: none.key}]}}]\n");

        assertThat(findings())
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("lists[0].file: found \"nowhere.txt\", which does not"))
                .anySatisfy(
                        text -> assertThat(text).contains("certificates[0].cert: found \"ads.txt\", which holds no"))
                .anySatisfy(
                        text -> assertThat(text).contains("certificates[0].key: found \"none.key\", which does not"));
    }

    @Test
    void refusesAKeyOfAnotherCertificate() throws IOException {
        Files.copy(SampleFolder.shipped().resolve("tls/site.crt"), folder.resolve("site.crt"));
        Files.copy(SampleFolder.shipped().resolve("tls/site.key"), folder.resolve("site.key"));
        sample.with("other.key", OTHER_KEY).with("sallyport.yaml", """
                        listeners:
                          - name: web
                            mode: reverse
                            bind: "127.0.0.1:0"
                            tls: {certificates: [{cert: site.crt, key: site.key}, {cert: site.crt, key: other.key}]}
                        """);

        assertThat(findings())
                .singleElement()
                .asString()
                .contains("certificates[1].key: found \"other.key\", which belongs to another certificate");
    }

    @Test
    void refusesWhatContradictsItself() {
        sample.with("sallyport.yaml", """
                listeners:
                  - {name: web, mode: reverse, bind: "127.0.0.1:8080"}
                  - {name: web, mode: reverse, bind: "127.0.0.1:8080"}
                admin: {bind: "127.0.0.1:8080"}
                bus: {clustered: true}
                """);

        assertThat(findings())
                .hasSize(4)
                .anySatisfy(text -> assertThat(text).contains("listeners[1].name: found \"web\" again"))
                .anySatisfy(text -> assertThat(text).contains("listeners[1].bind: found \"127.0.0.1:8080\""))
                .anySatisfy(text -> assertThat(text).contains("admin.bind: found \"127.0.0.1:8080\""))
                .anySatisfy(text -> assertThat(text).contains("store.url: found \"memory\""));
    }

    @Test
    void handsSocketsOverOnlyFromAnEdgeInAProcessOfItsOwn() {
        sample.with("sallyport.yaml", """
                listeners:
                  - {name: web, mode: reverse, bind: "127.0.0.1:8080"}
                restart: {socket: run/edge.sock}
                """);

        assertThat(findings())
                .singleElement()
                .satisfies(text -> assertThat(text).contains("restart.socket: found \"run/edge.sock\""));
    }

    @Test
    void refusesWhatAListenerCannotBe() {
        sample.with("sallyport.yaml", """
                listeners:
                  - {name: a, mode: reverse, bind: "127.0.0.1:0", protocols: [h3, h2]}
                  - {name: b, mode: reverse, bind: "127.0.0.1:0", proxyProtocol: true}
                  - {name: c, mode: forward, bind: "127.0.0.1:0", redirect: https}
                """);
        assertThat(findings())
                .hasSize(3)
                .satisfies(all -> assertThat(all.get(0))
                        .contains("listeners[0].protocols: found h3", "a reverse listener with tls"))
                .satisfies(all -> assertThat(all.get(1)).contains("listeners[1].proxyProtocol: found true", "in trust"))
                .satisfies(all -> assertThat(all.get(2)).contains("listeners[2].redirect: found https"));
    }

    @Test
    void looksIntoTheFilesAndNamesOfAListener() throws IOException {
        Files.copy(SampleFolder.shipped().resolve("tls/site.crt"), folder.resolve("site.crt"));
        Files.copy(SampleFolder.shipped().resolve("tls/site.key"), folder.resolve("site.key"));
        sample.with("sallyport.yaml", """
                listeners:
                  - name: web
                    mode: reverse
                    bind: 127.0.0.1:0
                    trust: [10.0.0.0/8, 10.0.0.1/8]
                    tls:
                      certificates: [{cert: site.crt, key: site.key}]
                      ciphers: [TLS_RSA_WITH_NULL_SHA256]
                      clientAuth: {mode: require, ca: site.key}
                """);
        assertThat(findings())
                .hasSize(3)
                .satisfies(all -> assertThat(all.get(0)).contains("5:25: listeners[0].trust[1]: found \"10.0.0.1/8\""))
                .satisfies(all -> assertThat(all.get(1)).contains("ciphers[0]: found \"TLS_RSA_WITH_NULL_SHA256\""))
                .satisfies(all -> assertThat(all.get(2)).contains("clientAuth.ca: found \"site.key\", which holds no"));
    }

    @Test
    void warnsOfACertificateThatHasExpired() {
        TestCertificate.validFor(3, folder, "site", "shop.test");
        sample.with("sallyport.yaml", """
                listeners:
                  - name: web
                    mode: reverse
                    bind: 127.0.0.1:0
                    tls: {certificates: [{cert: site.crt, key: site.key}]}
                """);

        CheckedFolder checked = FolderCheck.run(folder, Map.of(), new Properties());

        assertThat(checked.warnings())
                .singleElement()
                .asString()
                .contains("listeners[0].tls.certificates[0].cert: found \"site.crt\", which expired on");
    }

    @Test
    void readsTheFilesOfClusters() {
        TestCertificate.in(folder, "shop.test");
        TestCertificate.in(folder, "pay.test");
        sample.with("routes.yaml", """
                clusters:
                  - name: shop
                    endpoints: ["https://127.0.0.1:9443"]
                    tls: {ca: nowhere.pem}
                  - name: pay
                    endpoints: ["https://127.0.0.1:9444"]
                    tls: {cert: shop.test.crt, key: pay.test.key}
                routes: [{name: shop, cluster: shop}]
                """);

        assertThat(findings())
                .hasSize(2)
                .satisfies(all -> assertThat(all.get(0))
                        .endsWith("routes.yaml:4:15: clusters[0].tls.ca: found \"nowhere.pem\", which does not exist,"
                                + " allowed: a PEM file"))
                .satisfies(all -> assertThat(all.get(1))
                        .contains("routes.yaml:7:37: clusters[1].tls.key: found \"pay.test.key\", which belongs to")
                        .endsWith("allowed: the key of shop.test.crt"));
    }

    @Test
    void warnsOfAClustersCertificatesThatHaveExpired() {
        TestCertificate.validFor(3, folder, "old", "shop.test");
        sample.with("routes.yaml", """
                clusters:
                  - name: shop
                    endpoints: ["https://127.0.0.1:9443"]
                    tls: {ca: old.crt, cert: old.crt, key: old.key}
                routes: [{name: shop, cluster: shop}]
                """);

        assertThat(FolderCheck.run(folder, Map.of(), new Properties()).warnings())
                .hasSize(2)
                .allSatisfy(warning -> assertThat(warning)
                        .asString()
                        .contains("routes.yaml:4:")
                        .contains("\"old.crt\", which expired"));
    }

    @Test
    void wantsAllThreeFilesWithContent() throws IOException {
        sample.with("routes.yaml", "\n");
        Files.delete(folder.resolve("policies.yaml"));

        assertThat(findings())
                .hasSize(2)
                .anySatisfy(text -> assertThat(text).contains("routes.yaml: found an empty file"))
                .anySatisfy(text -> assertThat(text).contains("policies.yaml: found no such file"));
    }

    @Test
    void namesAFolderThatIsNotThere() {
        Path nowhere = folder.resolve("nowhere");

        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> FolderCheck.run(nowhere, Map.of(), new Properties()));

        assertThat(failure.findings()).hasSize(1);
        assertThat(failure).hasMessageContaining("no such folder");
    }

    private List<String> findings() {
        ConfigException failure =
                catchThrowableOfType(ConfigException.class, () -> FolderCheck.run(folder, Map.of(), new Properties()));
        return failure.findings().stream().map(Finding::toString).toList();
    }
}
