package io.sallyport.release;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a stand-in that speaks the form in which the service's documentation writes requests and answers. */
class OsvMainTest {
    private static final String SBOM = """
            {"bomFormat": "CycloneDX", "components": [
              {"group": "io.sallyport", "name": "sallyport-contract", "version": "0.1.0", "purl": "pkg:maven/io.sallyport/x@0.1.0"},
              {"group": "org.a", "name": "a", "version": "1.0", "purl": "pkg:maven/org.a/a@1.0?type=jar"},
              {"group": "org.b", "name": "b", "version": "2.0", "purl": "pkg:maven/org.b/b@2.0?type=jar"}]}
            """;

    private final List<JsonNode> asked = new CopyOnWriteArrayList<>();
    private HttpServer service;
    private volatile String[] answers = {};
    private volatile int status = 200;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/v1/querybatch", exchange -> {
            asked.add(new ObjectMapper().readTree(exchange.getRequestBody().readAllBytes()));
            byte[] answer = answers[Math.min(asked.size(), answers.length) - 1].getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stop() {
        service.stop(0);
    }

    private URI address() {
        return URI.create("http://127.0.0.1:" + service.getAddress().getPort() + "/v1/querybatch");
    }

    private Path sbom() throws IOException {
        return Files.writeString(folder.resolve("sbom.json"), SBOM);
    }

    @Test
    void asksForEveryForeignComponentByItsPurl() throws IOException {
        answers = new String[] {"{\"results\": [{}, {}]}"};

        assertThat(OsvMain.run(sbom(), address())).isZero();

        List<String> purls = Stream.of(0, 1)
                .map(i -> asked.get(0).at("/queries/" + i + "/package/purl").asText())
                .toList();
        assertThat(purls).containsExactly("pkg:maven/org.a/a@1.0?type=jar", "pkg:maven/org.b/b@2.0?type=jar");
        assertThat(asked.get(0).path("queries")).hasSize(2);
    }

    @Test
    void tellsWhatItFindsAndAsksOnWhereThereIsMore() throws Exception {
        answers = new String[] {
            "{\"results\": [{}, {\"vulns\": [{\"id\": \"GHSA-1\", \"modified\": \"2026-01-01T00:00:00Z\"}],"
                    + " \"next_page_token\": \"more\"}]}",
            "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-2\", \"modified\": \"2026-01-01T00:00:00Z\"}]}]}"
        };

        assertThat(new OsvMain(address()).ask(Bom.read(sbom()).components()))
                .containsExactly("org.b:b 2.0 GHSA-1", "org.b:b 2.0 GHSA-2");

        assertThat(asked.get(1).at("/queries/0/page_token").asText()).isEqualTo("more");
        assertThat(asked).hasSize(2);
    }

    @Test
    void isNotContentWithAnAnswerThatItCannotRead() throws IOException {
        answers = new String[] {"{\"results\": []}"};
        assertThat(OsvMain.run(sbom(), address())).isEqualTo(2);

        status = 503;
        assertThat(OsvMain.run(sbom(), address())).isEqualTo(2);
    }
}
