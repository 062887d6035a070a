package io.sallyport.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.config.ConfigException;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusCheckTest {
    private static final String STORE = "store: {url: \"redis://127.0.0.1:1\"}\n";

    @TempDir
    private Path folder;

    private CheckedFolder check(String bus) {
        SampleFolder.in(folder, 9101).with("sallyport.yaml", SampleFolder.SUITE + STORE + "bus: {" + bus + "}\n");
        return FolderCheck.run(folder, Map.of(), new Properties());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            host: 0.0.0.0                            | bus.host: found "0.0.0.0", which nobody can call
            publicHost: "::"                         | bus.publicHost: found "::", which nobody can call
            members: [a, "*:5701"]                   | bus.members[1]: found "*", which nobody can call
            members: ["a:0"]                         | bus.members[0]: found 0, allowed: 1 to 65535
            members: ["a:b"]                         | bus.members[0]: found "a:b", allowed: a host, host:port
            members: ["[::1:5701"]                   | bus.members[0]: found "[::1:5701", allowed: a host, host:port
            members: ["http://a"]                    | bus.members[0]: found
            port: 65530                              | bus.port: found 65530, allowed: 1 to 65516
            messagePort: 5710                        | bus.messagePort: found 5710, allowed: a port outside of 5701 to 5720
            publicMessagePort: 6000                  | bus.messagePort: found a free one, allowed: the port that publicMessagePort 6000
            name: "a b"                              | bus.name: found "a b"
            tls: {cert: c.pem, key: k.pem}           | bus.tls.ca: found nothing
            tls: {cert: c.pem, key: k.pem, ca: a.pem} | bus.tls.cert: found "c.pem", which does not exist
            host: 127.0.0.1, members: ["10.0.0.1:5701"] | bus.host: found "127.0.0.1", which leads others to themselves
            """)
    void tellsWhatCannotBeMeant(String keys, String finding) {
        assertThatThrownBy(() -> check("clustered: true, " + keys))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(finding);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            clustered: true                          | bus.clustered: found true without bus.members
            members: [a], port: 5800                 | bus.members: found a key that does nothing where there is no other JVM
            clustered: true, host: 10.0.0.9, members: ["10.0.0.1:5701", "10.0.0.2:5701"] | bus.members: found a list without 10.0.0.9:5701
            """)
    void warnsOfWhatWillHardlyBeMeant(String keys, String warning) {
        assertThat(check(keys).warnings())
                .anySatisfy(found -> assertThat(found.toString()).contains(warning));
    }

    @Test
    void findsNothingWrongWithACompleteOne() {
        TestCertificate certificate = TestCertificate.in(folder, "member");
        CheckedFolder check =
                check(("clustered: true, name: one, host: 10.0.0.1, members: [\"10.0.0.1:5701\", bus.test], "
                                + "messagePort: 5800, publicHost: bus.example, publicPort: 6701, publicMessagePort: 6800, "
                                + "tls: {cert: %1$s, key: %2$s, ca: %1$s}")
                        .formatted(
                                certificate.certificate().getFileName(),
                                certificate.key().getFileName()));

        assertThat(check.warnings()).isEmpty();
    }
}
