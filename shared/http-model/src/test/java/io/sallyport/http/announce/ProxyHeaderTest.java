package io.sallyport.http.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.IpAddress;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class ProxyHeaderTest {
    private static final IpAddress A = IpAddress.parse("192.0.2.1");
    private static final IpAddress B = IpAddress.parse("198.51.100.2");
    private static final IpAddress SIX = IpAddress.parse("2001:db8::1");

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    @Test
    void saysALineOfText() {
        assertThat(text(ProxyHeader.v1(A, 4321, B, 443))).isEqualTo("PROXY TCP4 192.0.2.1 198.51.100.2 4321 443\r\n");
        assertThat(text(ProxyHeader.v1(SIX, 1, SIX, 2))).isEqualTo("PROXY TCP6 2001:db8::1 2001:db8::1 1 2\r\n");
        assertThat(text(ProxyHeader.v1(A, 1, SIX, 2))).isEqualTo("PROXY UNKNOWN\r\n");
    }

    @Test
    void saysItInBytes() {
        assertThat(HexFormat.of().formatHex(ProxyHeader.v2(A, 4321, B, 443)))
                .isEqualTo("0d0a0d0a000d0a515549540a" + "2111000c" + "c0000201" + "c6336402" + "10e1" + "01bb");
        assertThat(ProxyHeader.v2(SIX, 1, SIX, 2)).hasSize(16 + 36).contains(0x21);
        assertThat(HexFormat.of().formatHex(ProxyHeader.v2(A, 1, SIX, 2)))
                .isEqualTo("0d0a0d0a000d0a515549540a20000000");
    }

    @Test
    void speaksForNobody() {
        assertThat(text(ProxyHeader.v1Unknown())).isEqualTo("PROXY UNKNOWN\r\n");
        assertThat(HexFormat.of().formatHex(ProxyHeader.v2Local())).isEqualTo("0d0a0d0a000d0a515549540a20000000");
    }
}
