package io.sallyport.edge.names;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.settings.ResolverConfig;
import io.sallyport.edge.time.LoopClock;
import io.sallyport.http.IpAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class NameResolverTest {
    private static final List<IpAddress> ADDRESSES = List.of(IpAddress.parse("192.0.2.1"));

    private final List<String> asked = new ArrayList<>();
    private int resolved;
    private int unresolved;

    private final NameResolver.Asker asker = new NameResolver.Asker() {
        @Override
        public void resolved(List<IpAddress> addresses) {
            resolved++;
        }

        @Override
        public void unresolved(Outcome outcome) {
            unresolved++;
        }
    };

    private NameResolver resolver(NameSource source) {
        return new NameResolver(source, new LoopClock(Clock.systemUTC()), ResolverConfig.defaults());
    }

    @Test
    void keepsABoundedNumberOfNames() {
        NameResolver resolver = resolver((host, answer) -> {
            asked.add(host);
            answer.answered(ADDRESSES, Long.MAX_VALUE, null);
        });
        for (int i = 0; i < 100_000; i++) {
            resolver.resolve("n" + i + ".test", asker);
        }
        assertThat(resolved).isEqualTo(100_000);
        assertThat(resolver.size()).isLessThanOrEqualTo(10_000);
        resolver.resolve("n99999.test", asker);
        assertThat(asked).hasSize(100_000);
    }

    @Test
    void asksForABoundedNumberAtATime() {
        NameResolver resolver = resolver((host, answer) -> asked.add(host));
        for (int i = 0; i < 10_000; i++) {
            resolver.resolve("n" + i + ".test", asker);
        }
        assertThat(asked).hasSize(256);
        assertThat(unresolved).isEqualTo(10_000 - 256);
    }
}
