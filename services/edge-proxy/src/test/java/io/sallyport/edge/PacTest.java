package io.sallyport.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.testkit.LeakWatch;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.RawResponse;
import io.sallyport.testkit.TestCertificate;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(LeakWatch.class)
class PacTest {
    private EdgeHarness edge;

    @BeforeEach
    void start(@TempDir Path folder) {
        TestCertificate.in(folder, "proxy.test");
        edge = EdgeSetup.edge().policies("""
                        rules:
                          - name: near
                            when: {listener: [egress], site: [127.0.0.1], port: [9101]}
                            then: {allow: {targets: [127.0.0.0/8]}}
                        """).listeners(folder, """
                        listeners:
                          - {name: egress, mode: forward, bind: "127.0.0.1:0"}
                          - {name: quiet, mode: mixed, bind: "127.0.0.1:0", pac: false}
                          - {name: socks, mode: socks5, bind: "127.0.0.1:0"}
                          - {name: web, mode: reverse, bind: "127.0.0.1:0"}
                          - name: secure
                            mode: mixed
                            bind: "127.0.0.1:0"
                            tls: {certificates: [{cert: proxy.test.crt, key: proxy.test.key}]}
                        """).start();
    }

    @AfterEach
    void stop() {
        edge.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/proxy.pac", "/wpad.dat"})
    void tellsClientsTheAddressThatTheyHaveAsked(String path) {
        try (RawClient client = RawClient.connect(edge.port("egress"))) {
            RawResponse script = client.get(path, "Host: Proxy.Test:3128");
            assertThat(script.status()).isEqualTo(200);
            assertThat(script.field("content-type")).contains("application/x-ns-proxy-autoconfig");
            assertThat(script.field("cache-control")).contains("no-store");
            assertThat(script.bodyText())
                    .contains("var PROXY = \"PROXY proxy.test:3128\";")
                    .contains("function FindProxyForURL(url, host)")
                    .contains("ports: [9101]");
        }
        AccessRecord logged = edge.awaitRecord(1);
        assertThat(logged.outcome()).isEqualTo(Outcome.ANSWERED);
        assertThat(logged.status()).isEqualTo(200);
        assertThat(logged.path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: a\";alert(1);\"",
                "Host: a;b",
                "Host: user@a",
                "Host: ",
                "Host: 0x7f.1",
                "Host: a\r\nHost: b",
            })
    void letsNothingIntoTheScriptThatIsNoHost(String host) {
        try (RawClient client = RawClient.connect(edge.port("egress"))) {
            assertThat(client.send("GET /proxy.pac HTTP/1.1\r\n" + host + "\r\n\r\n")
                            .readResponse()
                            .status())
                    .isEqualTo(400);
        }
        assertThat(edge.awaitRecord(1).outcome()).isEqualTo(Outcome.BAD_REQUEST);
    }

    @Test
    void namesTlsWhereTheListenerSpeaksIt() {
        try (RawClient client = RawClient.connectTls(edge.port("secure"), "proxy.test")) {
            assertThat(client.get("/proxy.pac", "Host: proxy.test").bodyText())
                    .contains("var PROXY = \"HTTPS proxy.test:443\";");
        }
    }

    @Test
    void refusesEverythingElseInThisForm() {
        try (RawClient client = RawClient.connect(edge.port("egress"))) {
            assertThat(client.get("/").status()).isEqualTo(400);
        }
        try (RawClient client = RawClient.connect(edge.port("egress"))) {
            assertThat(client.get("/proxy.pac?x").status()).isEqualTo(400);
        }
        try (RawClient client = RawClient.connect(edge.port("quiet"))) {
            assertThat(client.get("/proxy.pac").status()).isEqualTo(400);
        }
        try (RawClient client = RawClient.connect(edge.port("web"))) {
            assertThat(client.get("/proxy.pac").status()).isEqualTo(404);
        }
    }

    @Test
    void tellsOfEachListenerOnTheAdminAddress() {
        try (RawClient admin = RawClient.connect(edge.service().admin().port())) {
            String host = "Host: 127.0.0.1:" + edge.service().admin().port();
            assertThat(admin.get("/proxy.pac", host).bodyText())
                    .contains("\"PROXY 127.0.0.1:" + edge.port("egress") + "\"");
            assertThat(admin.get("/proxy.pac?listener=socks", host).bodyText())
                    .contains("\"SOCKS5 127.0.0.1:" + edge.port("socks") + "\"");
            String url = "http://127.0.0.1:" + edge.port("egress");
            assertThat(admin.get("/v1/proxy-env", host).bodyText())
                    .contains("export http_proxy=\"" + url + "\"\n", "export HTTPS_PROXY=\"" + url + "\"\n")
                    .contains("export no_proxy=\"localhost,10.0.0.0/8,");
            assertThat(admin.get("/v1/proxy-env?shell=fish&listener=socks", host)
                            .bodyText())
                    .contains("set -gx all_proxy \"socks5h://127.0.0.1:" + edge.port("socks") + "\"\n")
                    .contains("127.0.0.0/8");
            assertThat(admin.get("/v1/proxy-env?shell=tcsh", host).status()).isEqualTo(400);
            assertThat(admin.get("/v1/proxy-env?listener=web", host).status()).isEqualTo(404);
        }
    }
}
