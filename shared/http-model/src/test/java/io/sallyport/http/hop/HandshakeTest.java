package io.sallyport.http.hop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HandshakeTest {
    private static byte[] bytes(int... values) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int value : values) {
            out.write(value);
        }
        return out.toByteArray();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    /** Feeds the answers one after the other, each in pieces of one byte, and gives the last step. */
    private static HandshakeStep play(Handshake handshake, byte[]... answers) {
        HandshakeStep step = HandshakeStep.WAIT;
        for (byte[] answer : answers) {
            for (byte each : answer) {
                step = handshake.read(ByteBuffer.wrap(new byte[] {each}));
                if (!(step instanceof HandshakeStep.Wait)) {
                    break;
                }
            }
        }
        return step;
    }

    private static ConnectHandshake connect() {
        return new ConnectHandshake("site.example:443", "", "");
    }

    private static SocksHandshake socks() {
        return new SocksHandshake("site.example", 443, "", "");
    }

    @Test
    void asksAnHttpProxyForTheTargetByName() {
        ConnectHandshake plain = connect();
        ConnectHandshake full =
                new ConnectHandshake("[2001:db8::1]:80", ConnectHandshake.basic("anna", "s:ä"), "1.1 abc");

        assertThat(new String(plain.begin(), StandardCharsets.US_ASCII))
                .isEqualTo("CONNECT site.example:443 HTTP/1.1\r\nHost: site.example:443\r\n\r\n");
        assertThat(new String(full.begin(), StandardCharsets.US_ASCII))
                .isEqualTo("CONNECT [2001:db8::1]:80 HTTP/1.1\r\nHost: [2001:db8::1]:80\r\n"
                        + "Proxy-Authorization: Basic YW5uYTpzOsOk\r\nVia: 1.1 abc\r\n\r\n");
        assertThat(ConnectHandshake.basic("", "x")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.0 200 Connection established\r\nVia: x\r\n\r\n",
                "HTTP/1.1 204\r\nContent-Length: 10\r\nTransfer-Encoding: chunked\r\n\r\n",
                "HTTP/1.1 200\n\n",
                "HTTP/1.1 100 Continue\r\nA: b\r\n\r\nHTTP/1.1 103 x\r\n\r\nHTTP/1.1 200 OK\r\n\r\n"
            })
    void opensWithAnyStatusOfSuccess(String answer) {
        assertThat(play(connect(), text(answer))).isInstanceOf(HandshakeStep.Open.class);
    }

    @Test
    void leavesWhatIsTheTargets() {
        ByteBuffer answer = ByteBuffer.wrap(text("HTTP/1.1 200 OK\r\n\r\n220 hello"));

        assertThat(connect().read(answer)).isInstanceOf(HandshakeStep.Open.class);
        assertThat(answer.remaining()).isEqualTo("220 hello".length());
    }

    @ParameterizedTest
    @CsvSource({
        "407, LOGIN_REFUSED",
        "403, FORBIDDEN",
        "451, FORBIDDEN",
        "404, TARGET_UNREACHABLE",
        "502, TARGET_UNREACHABLE",
        "504, TARGET_TIMEOUT",
        "508, LOOP",
        "503, BUSY",
        "500, BUSY",
        "429, BUSY",
        "400, FORBIDDEN",
        "405, FORBIDDEN",
        "302, FORBIDDEN",
    })
    void readsWhyAnHttpProxyRefuses(int status, HopFailure failure) {
        HandshakeStep step = play(connect(), text("HTTP/1.1 " + status + " x\r\nContent-Length: 5\r\n\r\n"));

        assertThat(step).isEqualTo(new HandshakeStep.Failed(failure, "it answers CONNECT with " + status));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-x\r\n",
                "HTTP/2.0 200 OK\r\n",
                "HTTP/1.1 20\r\n\r\n",
                "HTTP/1.1 2x0 OK\r\n",
                "HTTP/1.1  200 OK\r\n",
                "HTTP/1.1 099 OK\r\n",
                "HTTP/1.1 101 Switching\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nA: \0\r\n\r\n",
                "\u0005\u0000"
            })
    void takesNothingElseForAnAnswer(String answer) {
        assertThat(play(connect(), text(answer)))
                .isInstanceOfSatisfying(
                        HandshakeStep.Failed.class,
                        failed -> assertThat(failed.failure()).isEqualTo(HopFailure.BROKE_PROTOCOL));
    }

    @Test
    void readsNoHeadWithoutEnd() {
        assertThat(play(connect(), text("HTTP/1.1 200 OK\r\nA: " + "x".repeat(ConnectHandshake.MAX_HEAD))))
                .isInstanceOf(HandshakeStep.Failed.class);
        assertThat(play(connect(), text("HTTP/1.1 100 Continue\r\n\r\n".repeat(9))))
                .isInstanceOf(HandshakeStep.Failed.class);
    }

    @Test
    void tellsASocksProxyTheNameAndResolvesNothing() {
        SocksHandshake handshake = socks();

        assertThat(handshake.begin()).isEqualTo(bytes(5, 1, 0));
        HandshakeStep asked = play(handshake, bytes(5, 0));

        byte[] name = text("site.example");
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.writeBytes(bytes(5, 1, 0, 3, name.length));
        expected.writeBytes(name);
        expected.writeBytes(bytes(1, 0xbb));
        assertThat(((HandshakeStep.Say) asked).bytes()).isEqualTo(expected.toByteArray());
        assertThat(play(handshake, bytes(5, 0, 0, 1, 127, 0, 0, 1, 0, 80))).isInstanceOf(HandshakeStep.Open.class);
    }

    @Test
    void tellsLiteralsAsAddresses() {
        HandshakeStep four = play(new SocksHandshake("192.0.2.7", 80, "", ""), bytes(5, 0));
        HandshakeStep six = play(new SocksHandshake("2001:db8::1", 80, "", ""), bytes(5, 0));

        assertThat(((HandshakeStep.Say) four).bytes()).isEqualTo(bytes(5, 1, 0, 1, 192, 0, 2, 7, 0, 80));
        assertThat(((HandshakeStep.Say) six).bytes()).hasSize(4 + 16 + 2).startsWith(5, 1, 0, 4, 0x20, 1, 0x0d, 0xb8);
    }

    @Test
    void logsInWithNameAndPasswordWhenAsked() {
        SocksHandshake handshake = new SocksHandshake("192.0.2.7", 80, "anna", "geheim");

        assertThat(handshake.begin()).isEqualTo(bytes(5, 2, 0, 2));
        HandshakeStep login = play(handshake, bytes(5, 2));
        assertThat(((HandshakeStep.Say) login).bytes())
                .isEqualTo(bytes(1, 4, 'a', 'n', 'n', 'a', 6, 'g', 'e', 'h', 'e', 'i', 'm'));
        assertThat(play(handshake, bytes(1, 0))).isInstanceOf(HandshakeStep.Say.class);
    }

    @Test
    void takesABoundAddressOfEveryKind() {
        for (byte[] bound : new byte[][] {
            bytes(5, 0, 0, 1, 0, 0, 0, 0, 0, 0),
            bytes(5, 0, 0, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
            bytes(5, 0, 0, 3, 1, 'x', 0, 0),
            bytes(5, 0, 0, 3, 0, 0, 0)
        }) {
            SocksHandshake handshake = socks();
            play(handshake, bytes(5, 0));
            ByteBuffer answer = ByteBuffer.allocate(bound.length + 3)
                    .put(bound)
                    .put(text("abc"))
                    .flip();

            assertThat(handshake.read(answer)).isInstanceOf(HandshakeStep.Open.class);
            assertThat(answer.remaining()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, BUSY", "2, FORBIDDEN", "3, TARGET_UNREACHABLE", "4, TARGET_UNKNOWN", "5, TARGET_UNREACHABLE",
        "6, TARGET_TIMEOUT", "7, BROKE_PROTOCOL", "8, TARGET_UNREACHABLE", "9, BUSY", "255, BUSY",
    })
    void readsWhyASocksProxyRefuses(int code, HopFailure failure) {
        SocksHandshake handshake = socks();
        play(handshake, bytes(5, 0));

        assertThat(play(handshake, bytes(5, code, 0, 1, 0)))
                .isEqualTo(new HandshakeStep.Failed(failure, "it answers with code " + code));
    }

    @Test
    void givesUpWhereALoginDoesNotSucceed() {
        assertThat(failureOf(play(socks(), bytes(5, 0xff)))).isEqualTo(HopFailure.LOGIN_REFUSED);
        assertThat(failureOf(play(socks(), bytes(5, 2)))).isEqualTo(HopFailure.LOGIN_REFUSED);
        assertThat(failureOf(play(socks(), bytes(5, 1)))).isEqualTo(HopFailure.BROKE_PROTOCOL);
        assertThat(failureOf(play(socks(), bytes(4, 0)))).isEqualTo(HopFailure.BROKE_PROTOCOL);
        assertThat(failureOf(play(socks(), text("HT")))).isEqualTo(HopFailure.BROKE_PROTOCOL);
        SocksHandshake wrong = new SocksHandshake("x", 80, "anna", "falsch");
        play(wrong, bytes(5, 2));
        assertThat(failureOf(play(wrong, bytes(1, 1)))).isEqualTo(HopFailure.LOGIN_REFUSED);
    }

    @Test
    void aCloseSpeaksAgainstTheProxyOnlyBeforeItKnowsTheTarget() {
        SocksHandshake handshake = socks();
        assertThat(handshake.closed().failure()).isEqualTo(HopFailure.BROKE_PROTOCOL);
        play(handshake, bytes(5, 0));
        assertThat(handshake.closed().failure()).isEqualTo(HopFailure.CLOSED);
        assertThat(connect().closed().failure()).isEqualTo(HopFailure.CLOSED);
        assertThat(HopFailure.CLOSED.isFault()).isFalse();
    }

    @Test
    void refusesWhatDoesNotFit() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SocksHandshake("x".repeat(256), 80, "", ""));
    }

    @Test
    void comesToAnEndWithAnyBytes() {
        Random random = new Random(20261126);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[600];
            random.nextBytes(noise);
            if (round % 2 == 0) {
                noise[0] = 5;
                noise[1] = 0;
            }
            Handshake handshake = round % 4 < 2 ? socks() : connect();
            ByteBuffer from = ByteBuffer.wrap(noise);
            HandshakeStep step = handshake.read(from);
            while (step instanceof HandshakeStep.Say) {
                step = handshake.read(from);
            }
            assertThat(step).isNotNull();
        }
    }

    private static HopFailure failureOf(HandshakeStep step) {
        return ((HandshakeStep.Failed) step).failure();
    }
}
