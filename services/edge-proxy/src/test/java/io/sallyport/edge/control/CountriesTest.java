package io.sallyport.edge.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sallyport.http.IpAddress;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
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

    @Test
    void refusesADatabaseThatIsCutOffAnywhere() {
        for (int length = 0; length < DATABASE.length; length += 3) {
            byte[] cut = Arrays.copyOf(DATABASE, length);
            assertThatThrownBy(() -> Countries.read(cut)).as("%d bytes", length).isInstanceOf(IOException.class);
        }
    }

    @Test
    void refusesADatabaseOfSomethingElse() {
        byte[] networks = new String(DATABASE, StandardCharsets.ISO_8859_1)
                .replace("country_code", "organisation")
                .getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> Countries.read(networks))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no database of countries, but of type Tiny");
    }

    /** Whatever lies on the disk: it is refused, or it says a country, private or unknown of any address. */
    @Test
    void neverFailsOnADamagedDatabase() {
        Random random = new Random(7);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = DATABASE.clone();
            for (int i = 0; i <= random.nextInt(3); i++) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
            }
            try {
                Countries countries = Countries.read(damaged);
                for (int i = 0; i < 50; i++) {
                    byte[] address = new byte[random.nextBoolean() ? 4 : 16];
                    random.nextBytes(address);
                    assertThat(countries.of(IpAddress.of(address))).matches("[A-Z]{2}|private|unknown");
                }
            } catch (IOException refused) {
                assertThat(refused).isNotNull();
            }
        }
    }
}
