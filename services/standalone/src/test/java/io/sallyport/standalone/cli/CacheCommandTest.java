package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CacheCommandTest {
    private final CommandRun command = new CommandRun();

    @Test
    void saysWhatIsStoredAndWhatAnotherRuleWouldBring(@TempDir Path folder) {
        Answer answer = (request, connection) -> Answer.text(
                        "x",
                        request.target().startsWith("/mine") ? "Cache-Control: no-store" : "Cache-Control: max-age=600")
                .answer(request, connection);
        try (ScriptedOrigin origin = ScriptedOrigin.start(answer)) {
            SampleFolder sample = SampleFolder.in(folder, 1)
                    .with(
                            "routes.yaml",
                            "clusters: [{name: shop, endpoints: ['http://" + origin.authority() + "']}]\n"
                                    + "routes: [{name: shop, cluster: shop, cache: {enabled: true}}]\n");
            Suite suite = Suite.start(FolderCheck.run(sample.path(), Map.of(), new Properties()), List.of());
            try (RawClient client = RawClient.connect(suite.addresses().ports().get("web"))) {
                for (int i = 0; i < 4; i++) {
                    client.get("/a?session=" + i, "Host: shop.test");
                }
                client.get("/mine", "Host: shop.test");
                use("http://" + suite.addresses().admin());
            } finally {
                suite.stop();
            }
        }
    }

    private void use(String admin) {
        Eventually.until(
                "it is told",
                () -> command.run("cache", "entries", "http://shop.test/a?session=1&utm_source=x", "--admin", admin)
                                == 0
                        && command.out().contains("reverse, route shop: hit"));
        assertThat(command.out())
                .contains("LIFETIME BY")
                .containsPattern(
                        "memory +200 +max-age +600s +\\d+s +\\d+s +1  http://shop.test/a\\?session=1 \\[shop/");

        assertThat(command.run(
                        "cache", "entries", "http://shop.test/mine", "--header", "Accept: */*", "--admin", admin))
                .isZero();
        assertThat(command.out())
                .contains("reverse, route shop: miss (uri-miss)")
                .contains(": no-store (200), http://shop.test/mine");

        Eventually.until(
                "the records are there",
                () -> command.run("cache", "simulate", "--drop", "session,lang", "--sort", "--json", "--admin", admin)
                                == 0
                        && new JsonObject(command.out()).getLong("eligible") == 5);
        JsonObject report = new JsonObject(command.out());
        assertThat(report.getJsonObject("had").getLong("hits")).isZero();
        assertThat(report.getJsonObject("proposed").getLong("hits")).isEqualTo(3);

        assertThat(command.run(
                        "cache", "simulate", "--drop", "session", "--since", "1h", "--route", "shop", "--admin", admin))
                .isZero();
        assertThat(command.out())
                .contains("model of the proposal    60.00% hits (3)")
                .containsPattern("4 requests, +4 URLs  http://shop.test/a");

        assertThat(command.run("cache", "simulate", "--route", "shopp", "--admin", admin))
                .isZero();
        assertThat(command.out())
                .contains("0 of them for a cache\n", "does the route exist")
                .doesNotContain("null");

        assertThat(command.run("cache", "simulate", "--lifetime", "long", "--admin", admin))
                .isEqualTo(1);
        assertThat(command.err()).contains("proposed.lifetime: found long, allowed:");
        assertThat(command.run("cache", "entries", "shop.test", "--admin", admin))
                .isEqualTo(1);
        assertThat(command.err()).contains("url: found");
    }
}
