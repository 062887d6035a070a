package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class PurgeCommandTest {
    private String out = "";
    private String err = "";

    private int run(String... arguments) {
        PrintStream outBefore = System.out;
        PrintStream errBefore = System.err;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        ByteArrayOutputStream complained = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(complained, true, StandardCharsets.UTF_8));
        try {
            return SallyportMain.commandLine().execute(arguments);
        } finally {
            System.setOut(outBefore);
            System.setErr(errBefore);
            out = printed.toString(StandardCharsets.UTF_8);
            err = complained.toString(StandardCharsets.UTF_8);
        }
    }

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
                () -> run("purge", "http://shop.example/a", "--admin", admin) == 0 && out.contains("edge-proxy-"));
        assertThat(out)
                .contains("purged   url http://shop.example/a, soft\nnumber   1")
                .contains("waiting  nobody");

        assertThat(run("purge", "--group", "news", "--origin", "http://a", "--hard", "--json", "--admin", admin))
                .isZero();
        assertThat(new JsonObject(out).getBoolean("complete")).isTrue();
        assertThat(run("purge", "--everything", "--prefix", "http://a/b", "--admin", admin))
                .isZero();
        assertThat(out).contains("purged   2 targets, soft");

        assertThat(run("purge", "--list", "--admin", admin)).isZero();
        assertThat(out.lines().skip(1).findFirst().orElseThrow())
                .contains("soft ")
                .contains("the API")
                .endsWith("prefix http://a/b, everything");
        assertThat(out.lines().skip(2).findFirst().orElseThrow())
                .contains("hard ")
                .endsWith("group news of http://a");

        assertThat(run("purge", "no URL", "--admin", admin)).isEqualTo(1);
        assertThat(err).contains("url: found no URL").contains("allowed: ");
        assertThat(run("purge", "--admin", admin)).isEqualTo(2);
        assertThat(err).contains("what is to be purged?");
        assertThat(run("purge", "http://a/", "--list", "--admin", admin)).isEqualTo(2);
    }
}
