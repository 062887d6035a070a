package io.sallyport.policy.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.policy.engine.list.NameListParser;
import io.sallyport.policy.engine.list.ParsedNames;
import io.sallyport.policy.subscription.Judgement.HeldBack;
import io.sallyport.policy.subscription.Judgement.Taken;
import java.io.IOException;
import java.io.StringReader;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JudgementTest {
    private static ParsedNames names(int count) throws IOException {
        String text = IntStream.range(0, count).mapToObj(i -> "n" + i + ".test").collect(Collectors.joining("\n"));
        return NameListParser.parse(new StringReader(text), Format.DOMAINS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!DOCTYPE html>", "  \n<html>", "<?xml version=\"1.0\"?>", "\u001f\u008b\b", "a\0b"})
    void holdsBackWhatIsNoList(String beginning) {
        assertThat(Judgement.ofBeginning(beginning, "text/plain")).isInstanceOf(HeldBack.class);
    }

    @Test
    void believesAServerThatSaysItSendsAPage() {
        assertThat(Judgement.ofBeginning("ads.test", "Text/HTML; charset=utf-8"))
                .isInstanceOf(HeldBack.class);
        assertThat(Judgement.ofBeginning("# ads\nads.test", "application/octet-stream"))
                .isInstanceOf(Taken.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1000, 100, false, true",
        "1000, 99, false, false",
        "1000, 99, true, true",
        "99, 1, false, true",
        "0, 1, false, true",
        "1000, 0, false, false",
    })
    void holdsBackAListThatHasLostNearlyAllItsNames(long before, int after, boolean accepted, boolean taken)
            throws IOException {
        assertThat(Judgement.ofNames(names(after), before, accepted) instanceof Taken)
                .isEqualTo(taken);
    }

    @Test
    void holdsBackATextOfWhichNothingIsUnderstood() throws IOException {
        ParsedNames parsed = NameListParser.parse(new StringReader("service unavailable\n"), Format.DOMAINS);

        assertThat(Judgement.ofNames(parsed, 0, true)).isInstanceOf(HeldBack.class);
    }

    @Test
    void asksAgainAfterTheTimeGiveOrTakeATenth() {
        Duration day = Duration.ofDays(1);

        assertThat(RefreshTimes.until(day, 0, 0)).isEqualTo(Duration.ofMinutes(1296));
        assertThat(RefreshTimes.until(day, 0, 1)).isEqualTo(Duration.ofMinutes(1584));
        assertThat(RefreshTimes.until(day, 1, 1)).isEqualTo(Duration.ofSeconds(30));
        assertThat(RefreshTimes.until(day, 3, 0)).isEqualTo(Duration.ofSeconds(60));
        assertThat(RefreshTimes.until(day, 1000, 1)).isEqualTo(day);
        assertThat(RefreshTimes.until(Duration.ofSeconds(10), 5, 1)).isEqualTo(Duration.ofSeconds(10));
    }
}
