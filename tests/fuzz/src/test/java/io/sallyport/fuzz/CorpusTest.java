package io.sallyport.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.fuzz.Targets.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every input that the fuzzer has found worth keeping, tried again in every build: no fuzzer is needed for that. */
class CorpusTest {
    private static final int SMALL = 16 * 1024;

    @TestFactory
    Stream<DynamicTest> readsEveryInputOf() {
        return Targets.all().stream().map(target -> DynamicTest.dynamicTest(target.name(), () -> readsAll(target)));
    }

    private static void readsAll(Target target) throws Throwable {
        assertThat(target.inputs()).as("inputs in %s", target.corpus()).isNotEmpty();
        target.run(new byte[0]);
        for (Path input : target.inputs()) {
            try {
                target.run(Files.readAllBytes(input));
            } catch (Throwable failure) {
                throw new AssertionError(target.name() + " with " + input.getFileName() + ": " + failure, failure);
            }
        }
    }

    @Test
    void hasNoFolderOfInputsWithoutATarget() throws IOException {
        Set<String> names = new HashSet<>();
        Targets.all().forEach(target -> names.add(target.name()));
        try (Stream<Path> folders = Files.list(Targets.module().resolve("corpus"))) {
            assertThat(folders.map(folder -> folder.getFileName().toString()))
                    .containsExactlyInAnyOrderElementsOf(names);
        }
    }

    /** Large ones cost every build time and show nothing that a small one does not. */
    @Test
    void keepsSmallInputsOnly() throws IOException {
        for (Target target : Targets.all()) {
            List<Path> inputs = target.inputs();
            for (Path input : inputs) {
                assertThat(Files.size(input)).as(input.toString()).isLessThanOrEqualTo(SMALL);
            }
        }
    }
}
