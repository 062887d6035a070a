package io.sallyport.edge.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.http.IpAddress;
import io.sallyport.testkit.Eventually;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a name means while nobody can say. */
class StaleNamesTest {
    private static final List<IpAddress> FIRST = List.of(IpAddress.parse("192.0.2.1"));
    private static final List<IpAddress> SECOND = List.of(IpAddress.parse("192.0.2.2"));

    private final List<NameSource.Taker> questions = new ArrayList<>();
    private final List<String> told = new ArrayList<>();

    private NameResolver resolver(Duration stale) {
        ResolverConfig config = new ResolverConfig(null, null, Duration.ZERO, stale, null, null);
        return new NameResolver((name, taker) -> questions.add(taker), new LoopClock(Clock.systemUTC()), config);
    }

    private void ask(NameResolver resolver) {
        resolver.resolve("a.test", new NameResolver.Asker() {
            @Override
            public void resolved(List<IpAddress> addresses) {
                told.add(addresses.get(0).toString());
            }

            @Override
            public void unresolved(Outcome outcome) {
                told.add(outcome.name());
            }
        });
    }

    private NameSource.Taker lastQuestion() {
        return questions.get(questions.size() - 1);
    }

    private void knowing(NameResolver resolver) {
        ask(resolver);
        lastQuestion().answered(FIRST, 0, Outcome.DNS_FAILED);
        assertThat(told).containsExactly("192.0.2.1");
    }

    @Test
    void usesTheLastGoodAnswerWhenNobodyCanSay() {
        NameResolver resolver = resolver(Duration.ofMinutes(5));
        knowing(resolver);

        ask(resolver);
        lastQuestion().unavailable(Outcome.DNS_TIMEOUT);

        assertThat(told).containsExactly("192.0.2.1", "192.0.2.1");
        assertThat(resolver.staleAnswers()).isEqualTo(1);
    }

    @Test
    void makesNobodyWaitOnceItIsKnownThatNobodyCanSay() {
        NameResolver resolver = resolver(Duration.ofMinutes(5));
        knowing(resolver);
        ask(resolver);
        lastQuestion().unavailable(Outcome.DNS_FAILED);

        ask(resolver);

        assertThat(told).hasSize(3).containsOnly("192.0.2.1");
        lastQuestion().answered(SECOND, 0, Outcome.DNS_FAILED);
        ask(resolver);
        assertThat(told).as("the next one waits for a good source").hasSize(3);
        lastQuestion().answered(SECOND, 0, Outcome.DNS_FAILED);
        assertThat(told).endsWith("192.0.2.2");
    }

    @Test
    void waitsNoLongerThanItsPatienceForABetterAnswer() {
        NameResolver resolver = resolver(Duration.ofMinutes(5));
        knowing(resolver);

        ask(resolver);
        resolver.sweep();
        assertThat(told).hasSize(1);

        Eventually.until("the last good answer", () -> {
            resolver.sweep();
            return told.size() == 2;
        });
        ask(resolver);
        assertThat(told).as("while the question is still open").hasSize(3).containsOnly("192.0.2.1");
        assertThat(questions).hasSize(2);
    }

    @Test
    void takesAtOnceThatANameIsGone() {
        NameResolver resolver = resolver(Duration.ofMinutes(5));
        knowing(resolver);

        ask(resolver);
        lastQuestion().answered(List.of(), 0, Outcome.DNS_FAILED);
        ask(resolver);
        lastQuestion().unavailable(Outcome.DNS_TIMEOUT);

        assertThat(told).containsExactly("192.0.2.1", "DNS_FAILED", "DNS_TIMEOUT");
    }

    @Test
    void usesNothingOldWhereThatIsOff() {
        NameResolver resolver = resolver(Duration.ZERO);
        knowing(resolver);

        ask(resolver);
        lastQuestion().unavailable(Outcome.DNS_TIMEOUT);

        assertThat(told).containsExactly("192.0.2.1", "DNS_TIMEOUT");
    }
}
