package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.cli.SallyportMain;
import io.sallyport.testkit.process.JavaProcess;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check} as a script uses it: the exit code, and one line for each finding with the place of it. */
@Timeout(60)
class CliIT {
    @TempDir
    private Path folder;

    private record Run(int exitCode, List<String> output) {}

    private static Run check(Path folder) {
        try (JavaProcess process = JavaProcess.of(SallyportMain.class)
                .args("check", "--config", folder.toString())
                .start()) {
            return new Run(process.awaitExit(), process.output().untilEnd());
        }
    }

    @Test
    void acceptsTheFoldersThatComeWithTheProgram() {
        Path shipped = Path.of(System.getProperty("sallyport.root"), "config");

        Run demo = check(shipped);

        assertThat(demo.exitCode()).as("%s", demo.output()).isZero();
        assertThat(demo.output()).singleElement().asString().startsWith(shipped + ": valid: 3 listeners");
    }

    @Test
    void saysEveryFindingOfEveryFileWithItsPlace() {
        ConfigFolder.in(folder)
                .with("sallyport.yaml", """
                        listeners:
                          - {name: web, mode: sideways, bind: "127.0.0.1:0"}
                        limits:
                          idle: soon
                          conections: 5
                        """)
                .with("routes.yaml", """
                        clusters: [{name: shop, endpoints: ["ftp://127.0.0.1:1"]}]
                        routes: [{name: shop, cluster: shop}]
                        """)
                .with("policies.yaml", """
                        rules:
                          - name: closed
                            when: {site: [a.test]}
                            then: block
                            status: 9000
                        """);

        Run run = check(folder);

        assertThat(run.exitCode()).isEqualTo(2);
        assertPlaces(
                run,
                "sallyport.yaml:2:23: listeners[0].mode: ",
                "sallyport.yaml:4:9: limits.idle: ",
                "sallyport.yaml:5:3: limits.conections: ",
                "routes.yaml:1:37: clusters[0].endpoints[0]",
                "policies.yaml:5:13: rules[0].status: ");
    }

    @Test
    void saysWhereTheYamlItselfIsBroken() {
        ConfigFolder.in(folder)
                .with("routes.yaml", "clusters: []\nroutes: [{name: shop\n")
                .with("policies.yaml", "rules: [{name: a, name: b, then: block}]\n");

        Run run = check(folder);

        assertThat(run.exitCode()).isEqualTo(2);
        assertPlaces(run, "routes.yaml:3:1: ", "policies.yaml:1:19: ");
    }

    @Test
    void namesAFolderThatIsNotThere() {
        Run run = check(folder.resolve("nowhere"));

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.output()).singleElement().asString().contains("nowhere");
    }

    private void assertPlaces(Run run, String... starts) {
        assertThat(run.output()).hasSize(starts.length);
        for (String start : starts) {
            assertThat(run.output()).anyMatch(line -> line.startsWith(folder + "/" + start));
        }
    }
}
