package io.sallyport.http.tls;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameCheckTest {
    @ParameterizedTest
    @CsvSource({
        // opened for, name in the handshake, encrypted, encrypted is wrong, finding
        "shop.example, shop.example, false, false, AGREES",
        "shop.example, other.example, false, false, DIFFERS",
        "shop.example, www.shop.example, false, false, DIFFERS",
        "shop.example, '', false, false, MISSING",
        "shop.example, 192.0.2.1, false, false, DIFFERS",
        "192.0.2.1, '', false, false, AGREES",
        "192.0.2.1, 192.0.2.1, false, false, AGREES",
        "192.0.2.1, shop.example, false, false, OF_ADDRESS",
        "2001:db8::1, '', false, false, AGREES",
        "2001:db8::1, shop.example, false, false, OF_ADDRESS",
        "shop.example, shop.example, true, false, AGREES",
        "shop.example, front.example, true, false, DIFFERS",
        "shop.example, shop.example, true, true, ENCRYPTED",
        "192.0.2.1, front.example, true, true, ENCRYPTED",
        "shop.example, shop.example, false, true, AGREES",
    })
    void compares(String host, String name, boolean encrypted, boolean encryptedWrong, NameCheck expected) {
        assertThat(NameCheck.of(host, new Hello.Client(name, encrypted), encryptedWrong))
                .isEqualTo(expected);
    }

    @Test
    void letsPassWhatIsNotTlsAndNothingThatCannotBeRead() {
        assertThat(NameCheck.of("shop.example", Hello.OTHER, true)).isEqualTo(NameCheck.AGREES);
        assertThat(NameCheck.of("shop.example", Hello.PENDING, false)).isEqualTo(NameCheck.UNREADABLE);
        assertThat(NameCheck.of("192.0.2.1", new Hello.Unreadable("x"), false)).isEqualTo(NameCheck.UNREADABLE);
        assertThat(NameCheck.UNREADABLE.isWrong()).isTrue();
        assertThat(NameCheck.OF_ADDRESS.isWrong()).isFalse();
    }
}
