package io.sallyport.edge.netty.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainGetTest {
    private static boolean isPlain(String text) {
        return PlainGet.is(Unpooled.copiedBuffer(text, StandardCharsets.ISO_8859_1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /x?y=%20 HTTP/1.1\r\nhost:a\r\nUser-Agent: b (c)\r\nAccept:\t*/*\r\nCookie: d=e\r\n\r\n",
                "GET http://a/ HTTP/1.1\r\nHOST: a\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: Keep-Alive\r\nUpgrade-Insecure-Requests: 1\r\n\r\n"
            })
    void isOneThatCanBeReadInOneWayOnly(String text) {
        assertThat(isPlain(text)).isTrue();
        for (int length = 0; length < text.length(); length++) {
            assertThat(isPlain(text.substring(0, length)))
                    .as("the first %s bytes", length)
                    .isFalse();
        }
        assertThat(isPlain(text + text)).isFalse();
        assertThat(isPlain(text + "x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "POST / HTTP/1.1\r\nHost: a\r\n\r\n",
                "get / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.0\r\nHost: a\r\n\r\n",
                "GET  / HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\ncontent-length : 4\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive, x\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive \r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nProxy-Connection: close\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
                "GET / HTTP/1.1\r\n Host: a\r\nHost: a\r\n\r\n",
                "GET / HTTP/1.1\nHost: a\n\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\nContent-Length: 4\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: b\rContent-Length: 4\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u0000\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nX: \u00e4\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n\r\n",
                "GET / HTTP/1.1\r\nHost: a\r\n\r\nbody"
            })
    void isNoneThatSaysMoreOrIsNotCertain(String text) {
        assertThat(isPlain(text)).isFalse();
    }

    @Test
    void isNoLongOne() {
        assertThat(isPlain("GET / HTTP/1.1\r\nHost: a\r\nCookie: " + "x".repeat(10_000) + "\r\n\r\n"))
                .isFalse();
    }
}
