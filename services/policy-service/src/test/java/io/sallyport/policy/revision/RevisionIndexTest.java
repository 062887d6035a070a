package io.sallyport.policy.revision;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.policy.revision.Revision.Source;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RevisionIndexTest {
    private static Revision revision(int second) {
        String digest = "%064d".formatted(second);
        return new Revision(0, Instant.ofEpochSecond(second), Source.API, "ann", "", digest, digest, Map.of(), 0);
    }

    private static RevisionIndex of(int count) {
        RevisionIndex index = RevisionIndex.EMPTY;
        for (int i = 1; i <= count; i++) {
            index = index.with(revision(i * 10), "file");
        }
        return index;
    }

    @Test
    void keepsTheNewestHundredUnderTheirNumbers() {
        RevisionIndex index = of(110);

        assertThat(index.revisions()).hasSize(RevisionIndex.KEPT_MAX);
        assertThat(index.head().orElseThrow().number()).isEqualTo(110);
        assertThat(index.find(10)).isEmpty();
        assertThat(index.find(11)).isPresent();
        assertThat(index.keeps(revision(100).text())).isFalse();
    }

    @Test
    void findsWhatWasInForceAtAMoment() {
        RevisionIndex index = of(3);

        assertThat(index.at(Instant.ofEpochSecond(9))).isEmpty();
        assertThat(index.at(Instant.ofEpochSecond(10)).orElseThrow().number()).isEqualTo(1);
        assertThat(index.at(Instant.ofEpochSecond(29)).orElseThrow().number()).isEqualTo(2);
        assertThat(index.at(Instant.ofEpochSecond(99)).orElseThrow().number()).isEqualTo(3);
    }

    @Test
    void notesTheFirstGenerationOfWhatIsInForce() {
        RevisionIndex index = of(2);
        String digest = index.head().orElseThrow().digest();

        assertThat(index.published("other", 7)).isSameAs(index);
        RevisionIndex noted = index.published(digest, 7);
        assertThat(noted.head().orElseThrow().generation()).isEqualTo(7);
        assertThat(noted.published(digest, 8)).isSameAs(noted);
    }
}
