package io.sallyport.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.standalone.cli.SallyportMain;
import io.sallyport.testkit.RawClient;
import io.sallyport.testkit.process.JavaProcess;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The suite as {@code sallyport up} runs it: one JVM of its own, found by what its banner says. */
final class RunningSuite implements AutoCloseable {
    /** Two slow cores that others use as well. */
    private static final Duration START = Duration.ofSeconds(60);

    private final JavaProcess process;

    private RunningSuite(JavaProcess process) {
        this.process = process;
    }

    /** Starts it and returns when the banner is complete and all services know each other; fails with its output when it ends instead. */
    static RunningSuite up(ConfigFolder folder, String... jvmOptions) {
        JavaProcess process = launch(folder, jvmOptions);
        try {
            process.output().await(START, line -> line.equals("Ctrl-C stops."));
            RunningSuite suite = new RunningSuite(process);
            suite.admin().awaitReady(START, AdminApi.ALL);
            return suite;
        } catch (AssertionError e) {
            process.close();
            throw e;
        }
    }

    /** Starts it and does not wait. */
    static JavaProcess launch(ConfigFolder folder, String... jvmOptions) {
        return JavaProcess.of(SallyportMain.class)
                .jvm(jvmOptions)
                .args("up", "--config", folder.path().toString())
                .start();
    }

    /** The port after that name in the banner: of a listener, or {@code admin}. */
    int port(String name) {
        Pattern line = Pattern.compile(" +" + name + " .*//127\\.0\\.0\\.1:(\\d+)");
        List<String> output = process.output().all();
        return output.stream()
                .map(line::matcher)
                .filter(Matcher::matches)
                .map(found -> Integer.parseInt(found.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + name + " in " + output));
    }

    RawClient client(String listener) {
        return RawClient.connect(port(listener));
    }

    AdminApi admin() {
        return new AdminApi(port("admin"));
    }

    JavaProcess process() {
        return process;
    }

    /** Stops it as an operator would; the test fails unless it ends in good order. */
    void stop() {
        assertThat(process.stop())
                .as("exit code after %s", process.output().all())
                .isZero();
    }

    @Override
    public void close() {
        process.close();
    }
}
