package io.sallyport.router.health;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.router.health.BuildReader.Build;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IdentityTest {
    private static final Build FOUND = new Build(Optional.of("1.5"), Map.of("commit", "7c9e667"));

    @Test
    void aLabelCountsUntilSomethingIsDiscovered() {
        Identity never = Identity.labelled("1.0").after(Build.NONE).withLabel("1.1");
        Identity found = never.after(FOUND).withLabel("1.2");

        assertThat(never).isEqualTo(new Identity("1.1", false, Map.of()));
        assertThat(found).isEqualTo(new Identity("1.5", true, Map.of("commit", "7c9e667")));
    }

    @Test
    void whatCannotBeReadLeavesWhatWasRead() {
        Identity found = Identity.labelled("").after(FOUND);

        assertThat(found.after(Build.NONE)).isSameAs(found);
        assertThat(found.after(new Build(Optional.of("1.6"), Map.of()))).isEqualTo(new Identity("1.6", true, Map.of()));
    }
}
