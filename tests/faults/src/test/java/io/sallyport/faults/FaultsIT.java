package io.sallyport.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.sallyport.faults.stack.Stack;
import io.sallyport.testkit.process.RedisServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Breaks one thing after another of a whole suite of real processes under load, and looks at what its clients notice.
 * {@code docs/faults.md} has the cases and how to run others than every build does.
 */
@DisabledIfSystemProperty(named = "faults", matches = "none", disabledReason = "-Dfaults=none")
class FaultsIT {
    private static final int RATE = Integer.getInteger("faults.rate", 60);
    private static final int LINES = 40;
    private static final Duration AGAIN = Duration.ofSeconds(90);
    private static final Path LOG = Path.of("target", "faults.log");

    @TempDir
    private static Path folder;

    private static final Matrix matrix = Matrix.ofProperties();
    private static Stack stack;
    private static Course course;
    private static int renewed;
    private static Report report;

    @BeforeAll
    static void start() {
        assumeTrue(RedisServer.isInstalled(), "redis-server is not on the PATH");
        startSuite("suite");
        report = new Report(Path.of("target", "faults.md"), matrix);
    }

    private static void startSuite(String name) {
        stack = Stack.start(folder.resolve(name), matrix.seed(), matrix.each());
        course = new Course(stack, RATE);
        course.warmUp(matrix.seed());
    }

    /** Where a case has left a suite behind that does not become whole, the others get another one: they are not about that. */
    private static void renewIfIll() {
        stack.healAll();
        stack.writeDocuments();
        try {
            stack.awaitHealthy(AGAIN);
        } catch (AssertionError ill) {
            stack.close();
            startSuite("suite-" + ++renewed);
        }
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.writeLog(LOG);
            stack.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> matrix() {
        List<FaultCase> chosen = matrix.chosen();
        assertThat(chosen).as("cases that -Dfaults.only chooses").isNotEmpty();
        return chosen.stream().map(fault -> DynamicTest.dynamicTest(fault.name(), () -> run(fault)));
    }

    private static void run(FaultCase fault) throws Exception {
        Optional<String> missing = fault.needs().apply(stack);
        if (missing.isPresent()) {
            report.skip(fault, missing.get());
        }
        assumeTrue(missing.isEmpty(), () -> fault.name() + " cannot be tried here: " + missing.orElse(""));
        boolean over = false;
        try {
            Verdict verdict = tried(fault, 0);
            List<String> objections = verdict.objections();
            if (matrix.extent() == Matrix.Extent.BUILD
                    && !objections.isEmpty()
                    && objections.stream().noneMatch(text -> text.startsWith("wrong"))) {
                stack.healAll();
                verdict = tried(fault, 1);
                objections = verdict.objections();
            }
            assertThat(objections.stream().limit(LINES))
                    .as("%s with seed %d: %s", fault.name(), matrix.seed(), verdict.failures())
                    .isEmpty();
            over = true;
        } finally {
            stack.writeLog(LOG);
            if (!over) {
                stack.writeLog(Path.of("target", "faults-" + fault.name() + ".log"));
                renewIfIll();
            }
            stack.healAll();
        }
    }

    /** In a build, beside others, a machine may have no time for ten seconds: what only failed then is tried a second time. */
    private static Verdict tried(FaultCase fault, int again) throws Exception {
        try {
            Verdict verdict =
                    course.run(fault, matrix.seed() * 31 + fault.name().hashCode() + again);
            report.add(verdict, verdict.objections());
            return verdict;
        } catch (AssertionError | RuntimeException e) {
            report.fail(fault, e);
            throw e;
        }
    }
}
