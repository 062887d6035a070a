package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three Sallyports as in docs/vpn.md: one beside the user, a first that knows the user, a second that knows the site. The
 * first leaves from 127.0.0.2, so that the second tells it from the user.
 */
@ExtendWith(LeakWatch.class)
class SplitKnowledgeTest {
    private static final String SITE = "site.split.test";
    private static final String FIRST = "127.0.0.2";

    @TempDir
    private Path folder;

    private ScriptedOrigin origin;
    private NameServerStub names;
    private NameServerStub localNames;
    private EdgeHarness second;
    private EdgeHarness first;
    private EdgeHarness local;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("the site");
        TestCertificate certificate = TestCertificate.in(folder, "localhost");
        names = NameServerStub.start().says(SITE, 30, "127.0.0.1");
        localNames = NameServerStub.start().says(SITE, 30, "127.0.0.1");
        String listener = "listeners: [{name: egress, mode: forward, bind: '127.0.0.1:0', protocols: [http/1.1], "
                + "tls: {certificates: [{cert: " + folder.relativize(certificate.certificate()) + ", key: "
                + folder.relativize(certificate.key()) + "}]}}]\n";
        second = EdgeSetup.edge()
                .listeners(folder, listener)
                .suite(names.setting(""))
                .policies(EdgeSetup.loopbackOpen(origin.port()))
                .start();
        first = EdgeSetup.edge()
                .listeners(folder, listener)
                .policies("exits: [{name: card, source: [" + FIRST + "]}]\n"
                        + "rules: [{name: to-second, when: {site: [localhost], port: ["
                        + second.port(EdgeHarness.FORWARD)
                        + "]}, then: {allow: {exit: card, targets: [127.0.0.0/8], ports: ["
                        + second.port(EdgeHarness.FORWARD) + "]}}}]\ndefault: block\n")
                .start();
        local = EdgeSetup.edge()
                .folder(folder)
                .suite(localNames.setting(""))
                .policies("exits: [{name: vpn, via: ['https://localhost:" + first.port(EdgeHarness.FORWARD)
                        + " > https://localhost:" + second.port(EdgeHarness.FORWARD) + "'], ca: "
                        + folder.relativize(certificate.certificate()) + ", check: {interval: 1h}}]\n"
                        + "rules: [{name: out, then: {allow: {exit: vpn, profile: strict, ports: [" + origin.port()
                        + "]}}}]\n")
                .start();
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
        names.close();
        localNames.close();
        origin.close();
    }

    @Test
    void theFirstKnowsTheUserAndTheSecondTheSite() {
        try (RawClient user = local.forward()) {
            assertThat(user.openTunnel(SITE + ":" + origin.port()).status()).isEqualTo(200);
            assertThat(user.send("GET /secret HTTP/1.1\r\nHost: " + SITE + "\r\n\r\n")
                            .readResponse()
                            .bodyText())
                    .isEqualTo("the site");
        }
        try (RawClient user = local.forward()) {
            assertThat(user.get("http://" + SITE + ":" + origin.port() + "/plain")
                            .bodyText())
                    .isEqualTo("the site");
        }
        AccessRecord tunnel = second.awaitRecord(1);
        assertThat(second.records())
                .anySatisfy(logged -> assertThat(logged.authority()).isEqualTo(SITE + ":" + origin.port()));
        assertThat(tunnel.client()).isEqualTo(FIRST);
        local.close();
        AccessRecord passed = first.awaitRecord(1);
        assertThat(first.records()).allSatisfy(logged -> {
            assertThat(logged.authority()).isEqualTo("localhost:" + second.port(EdgeHarness.FORWARD));
            assertThat(logged.client()).isEqualTo("127.0.0.1");
            assertThat(logged.toString())
                    .doesNotContain(SITE)
                    .doesNotContain("secret")
                    .doesNotContain("plain");
        });
        assertThat(passed.bytesIn()).isPositive();
        assertThat(localNames.asked()).isEmpty();
        assertThat(origin.requests())
                .allSatisfy(request ->
                        assertThat(request.head()).doesNotContain("127.0.0.1").doesNotContainIgnoringCase("forwarded"));
    }
}
