package io.sallyport.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.http.IpAddress;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountriesTest {
    private static final byte[] DATABASE =
            TinyDatabase.of(Map.of("8.0.0.0/8", "US", "194.8.0.0/16", "DE", "2a02::/16", "FR"));

    @ParameterizedTest
    @CsvSource({
        "8.8.8.8,          US",
        "::ffff:8.8.8.8,   US",
        "194.8.1.2,        DE",
        "194.9.1.2,        unknown",
        "2a02:1::1,        FR",
        "2a03:1::1,        unknown",
        "127.0.0.1,        private",
        "192.168.1.1,      private",
        "100.64.0.1,       private",
        "fe80::1,          private",
        "fd00::1,          private",
    })
    void knowsTheCountryOfAnAddress(String address, String country) throws IOException {
        assertThat(Countries.read(DATABASE).of(IpAddress.parse(address))).isEqualTo(country);
    }

    @Test
    void knowsOnlyWhatIsPrivateWithoutADatabase() {
        assertThat(Countries.NONE.of(IpAddress.parse("8.8.8.8"))).isEqualTo("unknown");
        assertThat(Countries.NONE.of(IpAddress.parse("10.0.0.1"))).isEqualTo("private");
    }

    @Test
    void refusesWhatIsNoDatabase() {
        assertThatThrownBy(() -> Countries.read(new byte[100])).isInstanceOf(IOException.class);
    }
}
