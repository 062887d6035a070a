package io.sallyport.http.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    /** The example of RFC 6455 section 1.3. */
    @Test
    void provesThatTheKeyWasRead() {
        assertThat(Handshake.accept("dGhlIHNhbXBsZSBub25jZQ==")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
        assertThat(Handshake.isKey("dGhlIHNhbXBsZSBub25jZQ==")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "dGhlIHNhbXBsZSBub25jZQ", "dGhlIHNhbXBsZSBub25jZSE=", "????????????????????????"})
    void takesNothingElseForAKey(String key) {
        assertThat(Handshake.isKey(key)).isFalse();
        assertThat(Handshake.isKey(null)).isFalse();
    }

    @Test
    void findsATokenInALineOrAnother() {
        assertThat(Handshake.lists(List.of("keep-alive, Upgrade"), "upgrade")).isTrue();
        assertThat(Handshake.lists(List.of("keep-alive", "upgrade"), "upgrade")).isTrue();
        assertThat(Handshake.lists(List.of("upgraded"), "upgrade")).isFalse();
        assertThat(Handshake.lists(List.of(), "upgrade")).isFalse();
    }
}
