package io.sallyport.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.standalone.SampleFolder;
import io.sallyport.standalone.Suite;
import io.sallyport.standalone.check.CheckedFolder;
import io.sallyport.standalone.check.FolderCheck;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole suite, a block that is lifted in it, and the export of what is ordered. */
@Timeout(120)
final class UnlockCommandTest {
    private static final String POLICIES = """
            rules:
              - {name: no-games, when: {site: [games.test, "*.games.test"]}, then: block}
              - {name: order, when: {site: [ordered.test]}, then: block, status: 451, authority: Court of X,
                 reference: "case 7, 2026", valid: {from: '2026-01-01'}}
            """;

    private final CommandRun command = new CommandRun();
    private ScriptedOrigin origin;
    private Suite suite;
    private HostPort web;
    private String admin;

    @TempDir
    private Path folder;

    @BeforeEach
    void start() {
        origin = ScriptedOrigin.start("hello");
        SampleFolder sample = SampleFolder.in(folder, origin.port()).with("policies.yaml", POLICIES);
        CheckedFolder checked = FolderCheck.run(sample.path(), Map.of(), new Properties());
        suite = Suite.start(checked, List.of());
        web = suite.addresses().of(checked.config().listeners().get(0));
        admin = "http://" + suite.addresses().admin();
    }

    @AfterEach
    void stop() {
        suite.stop();
        origin.close();
    }

    private int visit(String host) {
        try (RawClient client = RawClient.connect(web.port())) {
            return client.get("/", "Host: " + host).status();
        }
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--admin", admin));
        return command.run(all.toArray(String[]::new));
    }

    @Test
    void liftsABlockAndEndsIt() {
        assertThat(visit("www.games.test")).isEqualTo(404);

        assertThat(run("unlock", "games.test", "--for", "30m", "--client", "127.0.0.1", "--note", "holiday", "--json"))
                .as(command.err())
                .isZero();
        String id = new JsonObject(command.out()).getString("id");
        Eventually.until("the unlock", () -> visit("www.games.test") == 200);
        assertThat(run("unlock", "--show")).isZero();
        assertThat(command.out()).contains(id, "games.test", "client 127.0.0.1", "holiday");

        assertThat(run("unlock", "--end", id)).isZero();
        Eventually.until("the block", () -> visit("www.games.test") == 404);
        assertThat(run("unlock", "--show")).isZero();
        assertThat(command.out()).isEqualTo("Nothing is unlocked.\n");
    }

    @Test
    void saysWhatIsWrongWithAWish() {
        assertThat(run("unlock", "--rule", "order", "--for", "5m")).isEqualTo(1);
        assertThat(command.err()).contains("which Court of X has ordered");
        assertThat(run("unlock", "games.test")).isEqualTo(2);
        assertThat(command.err()).contains("for how long?");
        assertThat(run("unlock", "games.test", "--show")).isEqualTo(2);
    }

    @Test
    void exportsWhatIsOrdered() {
        assertThat(visit("ordered.test")).isEqualTo(451);
        assertThat(visit("ordered.test")).isEqualTo(451);
        assertThat(visit("games.test")).isEqualTo(404);

        Eventually.until(
                "both are counted",
                () -> run("transparency") == 0
                        && command.out()
                                .contains("order,block,451,enforce,ordered.test,,,,Court of X,\"case 7, 2026\",")
                        && command.out().contains(",unknown,2\n"));
        assertThat(command.out()).doesNotContain("127.0.0.1", "no-games");
    }
}
