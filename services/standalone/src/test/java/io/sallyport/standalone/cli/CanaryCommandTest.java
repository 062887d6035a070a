package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.TwoVersions;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.FreePort;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
final class CanaryCommandTest {
    private final CommandRun command = new CommandRun();

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
        Eventually.until("it has begun", () -> command.run("canary", "show", "shop", "--admin", admin) == 0);
        assertThat(command.out())
                .contains("phase      running, step 1 of 2, 10% since")
                .contains("history")
                .contains("start");

        assertThat(command.run("canary", "list", "--admin", admin)).isZero();
        assertThat(command.out()).contains("ROUTE").containsPattern("shop +1.6 +running +1/2 +10%");

        assertThat(command.run("canary", "freeze", "shop", "--note", "wait for Ann", "--admin", admin))
                .isZero();
        assertThat(command.out())
                .contains("frozen: wait for Ann")
                .containsPattern("freeze +10% +operator +wait for Ann");
        assertThat(command.run("canary", "set", "shop", "--weight", "42", "--json", "--admin", admin))
                .isZero();
        assertThat(new JsonObject(command.out()).getInteger("weight")).isEqualTo(42);
        assertThat(command.run("canary", "resume", "shop", "--admin", admin)).isZero();
        assertThat(command.run("canary", "promote", "shop", "--admin", admin)).isZero();
        assertThat(command.out()).contains("phase      promoted, step 1 of 2, 100% since");

        assertThat(command.run("canary", "resume", "shop", "--admin", admin)).isEqualTo(1);
        assertThat(command.err()).contains("cannot resume: the canary is promoted; restart begins it anew (409)");
        assertThat(command.run("canary", "rollback", "shop", "--admin", admin)).isZero();
        assertThat(command.run("canary", "restart", "shop", "--admin", admin)).isZero();
        assertThat(command.run("canary", "show", "other", "--admin", admin)).isEqualTo(1);
        assertThat(command.err()).contains("no route of this name has a canary (404)");
    }

    @Test
    void saysWhatIsWrongWithACall() {
        String nobody = "http://127.0.0.1:" + FreePort.pick();
        assertThat(command.run("canary", "list", "--admin", nobody)).isEqualTo(1);
        assertThat(command.err()).contains("cannot be reached").contains("is the suite up");
        assertThat(command.run("canary", "list", "--admin", "shop:9000")).isEqualTo(2);
        assertThat(command.err()).contains("--admin: found");
        assertThat(command.run("canary", "set", "shop", "--admin", nobody)).isEqualTo(2);
        assertThat(command.err()).contains("allowed: --weight or --step");
        assertThat(command.run("canary")).isEqualTo(2);
        assertThat(command.err()).contains("which one: list, show");
    }
}
