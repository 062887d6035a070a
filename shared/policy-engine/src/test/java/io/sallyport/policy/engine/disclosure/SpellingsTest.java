package io.sallyport.policy.engine.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.IpAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpellingsTest {
    @ParameterizedTest
    @ValueSource(strings = {"2001:db8::7", "2001:db8:0:0:0:0:0:7", "2001:0DB8:0000:0000:0000:0000:0000:0007"})
    void findsAnAddressOfIpv6HoweverItsZerosAreWritten(String text) {
        assertThat(Spellings.of(IpAddress.parse("2001:db8::7")).isIn("seen from " + text))
                .isTrue();
    }
}
