package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.TwoVersions;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
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
final class CanaryCommandTest {
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
    void showsAndMovesTheCanariesOfARunningSuite(@TempDir Path folder) {
        try (TwoVersions versions = new TwoVersions()) {
            SampleFolder sample = SampleFolder.in(folder, 1)
                    .with("routes.yaml", versions.routes("steps: [{weight: 10}, {weight: 50}]"));
            Suite suite = Suite.start(FolderCheck.run(sample.path(), Map.of(), new Properties()), List.of());
            try {
                use("http://" + suite.addresses().admin());
            } finally {
                suite.stop();
            }
        }
    }

    private void use(String admin) {
        Eventually.until("it has begun", () -> run("canary", "show", "shop", "--admin", admin) == 0);
        assertThat(out)
                .contains("phase      running, step 1 of 2, 10% since")
                .contains("history")
                .contains("start");

        assertThat(run("canary", "list", "--admin", admin)).isZero();
        assertThat(out).contains("ROUTE").containsPattern("shop +1.6 +running +1/2 +10%");

        assertThat(run("canary", "freeze", "shop", "--note", "wait for Ann", "--admin", admin))
                .isZero();
        assertThat(out).contains("frozen: wait for Ann").containsPattern("freeze +10% +operator +wait for Ann");
        assertThat(run("canary", "set", "shop", "--weight", "42", "--json", "--admin", admin))
                .isZero();
        assertThat(new JsonObject(out).getInteger("weight")).isEqualTo(42);
        assertThat(run("canary", "resume", "shop", "--admin", admin)).isZero();
        assertThat(run("canary", "promote", "shop", "--admin", admin)).isZero();
        assertThat(out).contains("phase      promoted, step 1 of 2, 100% since");

        assertThat(run("canary", "resume", "shop", "--admin", admin)).isEqualTo(1);
        assertThat(err).contains("cannot resume: the canary is promoted; restart begins it anew (409)");
        assertThat(run("canary", "rollback", "shop", "--admin", admin)).isZero();
        assertThat(run("canary", "restart", "shop", "--admin", admin)).isZero();
        assertThat(run("canary", "show", "other", "--admin", admin)).isEqualTo(1);
        assertThat(err).contains("no route of this name has a canary (404)");
    }

    @Test
    void saysWhatIsWrongWithACall() {
        String nobody = "http://127.0.0.1:" + FreePort.pick();
        assertThat(run("canary", "list", "--admin", nobody)).isEqualTo(1);
        assertThat(err).contains("cannot be reached").contains("is the suite up");
        assertThat(run("canary", "list", "--admin", "shop:9000")).isEqualTo(2);
        assertThat(err).contains("--admin: found");
        assertThat(run("canary", "set", "shop", "--admin", nobody)).isEqualTo(2);
        assertThat(err).contains("allowed: --weight or --step");
        assertThat(run("canary")).isEqualTo(2);
        assertThat(err).contains("which one: list, show");
    }
}
