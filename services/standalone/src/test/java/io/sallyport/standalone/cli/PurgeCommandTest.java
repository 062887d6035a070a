package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PurgeCommandTest {
    private final CommandRun command = new CommandRun();

    @Test
    void purgesARunningSuiteAndShowsWhoHasDoneIt(@TempDir Path folder) {
        SampleFolder sample = SampleFolder.in(folder, 1);
        Suite suite = Suite.start(FolderCheck.run(sample.path(), Map.of(), new Properties()), List.of());
        try {
            use("http://" + suite.addresses().admin());
        } finally {
            suite.stop();
        }
    }

    private void use(String admin) {
        Eventually.until(
                "the edge answers",
                () -> command.run("purge", "http://shop.example/a", "--admin", admin) == 0
                        && command.out().contains("edge-proxy-"));
        assertThat(command.out())
                .contains("purged   url http://shop.example/a, soft\nnumber   1")
                .contains("waiting  nobody");

        assertThat(command.run(
                        "purge", "--group", "news", "--origin", "http://a", "--hard", "--json", "--admin", admin))
                .isZero();
        assertThat(new JsonObject(command.out()).getBoolean("complete")).isTrue();
        assertThat(command.run("purge", "--everything", "--prefix", "http://a/b", "--admin", admin))
                .isZero();
        assertThat(command.out()).contains("purged   2 targets, soft");

        assertThat(command.run("purge", "--list", "--admin", admin)).isZero();
        assertThat(command.out().lines().skip(1).findFirst().orElseThrow())
                .contains("soft ")
                .contains("the API")
                .endsWith("prefix http://a/b, everything");
        assertThat(command.out().lines().skip(2).findFirst().orElseThrow())
                .contains("hard ")
                .endsWith("group news of http://a");

        assertThat(command.run("purge", "no URL", "--admin", admin)).isEqualTo(1);
        assertThat(command.err()).contains("url: found no URL").contains("allowed: ");
        assertThat(command.run("purge", "--admin", admin)).isEqualTo(2);
        assertThat(command.err()).contains("what is to be purged?");
        assertThat(command.run("purge", "http://a/", "--list", "--admin", admin))
                .isEqualTo(2);
    }
}
