package io.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.fuzz.Targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Fuzzes each target with Jazzer for as long as {@code -Dfuzz} says, each in a JVM of its own, and begins with the inputs that
 * are kept. {@code -Dfuzz.target=CacheControl} takes one target, {@code -Dfuzz.keep} adds to the kept inputs those that reach
 * code which none of them does.
 */
@EnabledIfSystemProperty(
        named = "fuzz",
        matches = "\\d+[smh]",
        disabledReason = "no time to fuzz was given: -Dfuzz=60s")
class FuzzIT {
    private static final String JAZZER = "com.code_intelligence.jazzer.Jazzer";
    private static final Path WORK = Targets.module().resolve("target").resolve("fuzz");

    @TestFactory
    Stream<DynamicTest> findsNothingIn() {
        String wanted = System.getProperty("fuzz.target", "");
        return Targets.all().stream()
                .filter(target -> wanted.isEmpty() || target.name().equals(wanted))
                .map(target -> DynamicTest.dynamicTest(target.name(), () -> fuzz(target)));
    }

    private static void fuzz(Target target) throws IOException, InterruptedException {
        Path found = Files.createDirectories(WORK.resolve(target.name()).resolve("corpus"));
        Path findings = Files.createDirectories(WORK.resolve(target.name()).resolve("findings"));
        long seconds = Duration.parse("PT" + System.getProperty("fuzz")).toSeconds();
        List<String> options = List.of(
                "-max_total_time=" + seconds,
                "-timeout=30",
                "-use_value_profile=1",
                "-artifact_prefix=" + findings + "/",
                found.toString(),
                target.corpus().toString());

        int code = jazzer(target, findings, options);

        assertThat(findings).as("findings; the log is %s", log(target)).isEmptyDirectory();
        assertThat(code).as("exit code; the log is %s", log(target)).isZero();
        if (System.getProperty("fuzz.keep") != null) {
            List<String> merge =
                    List.of("-merge=1", "-use_counters=0", target.corpus().toString(), found.toString());
            assertThat(jazzer(target, findings, merge)).isZero();
        }
    }

    private static int jazzer(Target target, Path findings, List<String> options)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "-Dsallyport.fuzzing=true",
                "-Dsallyport.root=" + System.getProperty("sallyport.root"),
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                JAZZER,
                "--target_class=" + target.type().getName(),
                "--instrumentation_includes=io.sallyport.**",
                "--reproducer_path=" + findings,
                "-rss_limit_mb=0"));
        command.addAll(options);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log(target).toFile()))
                .start()
                .waitFor();
    }

    private static Path log(Target target) {
        return WORK.resolve(target.name()).resolve("jazzer.log");
    }
}
