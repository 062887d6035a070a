package io.sallyport.http.forwarded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever a stranger writes in front, what a trusted proxy has appended is read as it stands. */
class ForwardedFieldsFuzzTest {
    private static final String ALPHABET = "0123456789abcdef.:,;=\"\\[] forptunkw_\t";
    private static final TrustedProxies TRUSTED = TrustedProxies.parse(List.of("10.0.0.0/8"));

    private final Random random = new Random(20261126);

    @Test
    void cannotBeTalkedOutOfWhatTheProxySays() {
        for (int i = 0; i < 20_000; i++) {
            String prefix = noise();
            ForwardedClient plain =
                    ForwardedFields.xForwardedFor(TRUSTED, List.of(prefix + ", 192.0.2.1, 10.0.0.7"), List.of());
            ForwardedClient standard =
                    ForwardedFields.forwarded(TRUSTED, List.of(prefix, "for=\"192.0.2.1:80\";proto=https"));

            assertThat(plain.text()).as(prefix).isEqualTo("192.0.2.1");
            assertThat(plain.via()).as(prefix).isEqualTo("10.0.0.7");
            assertThat(standard.text()).as(prefix).isEqualTo("192.0.2.1");
            assertThat(standard.scheme()).as(prefix).isEqualTo("https");
        }
    }

    @Test
    void readsAnyNoiseAsSomebodyOrNobody() {
        for (int i = 0; i < 20_000; i++) {
            String value = noise();
            for (ForwardedClient found : new ForwardedClient[] {
                ForwardedFields.xForwardedFor(TRUSTED, List.of(value), List.of(noise())),
                ForwardedFields.forwarded(TRUSTED, List.of(value))
            }) {
                if (found != null && !found.text().equals("unknown")) {
                    assertThat(found.address()).as(value).hasToString(found.text());
                }
            }
        }
    }

    private String noise() {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(24); i > 0; i--) {
            text.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return text.toString();
    }
}
