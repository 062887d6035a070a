package io.sallyport.edge.socks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocksHandshakeTest {
    @ParameterizedTest(name = "{0} asks for {1}")
    @CsvSource({
        "05010001 5db8d822 01bb, 93.184.216.34:443",
        "05010003 09 736974652e74657374 01bb, site.test:443",
        "05010004 20010db8000000000000000000000001 0050, [2001:db8:0:0:0:0:0:1]:80",
        "05010003 03 3a3a31 01bb, [::1]:443",
    })
    void readsEachTypeOfAddress(String request, String authority) {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.UNUSED);
        assertThat(reply(handshake.next(bytes("05 01 00")))).isEqualTo("0500");
        SocksRequest asked = asked(handshake.next(bytes(request)));
        assertThat(asked.authority()).isEqualTo(authority);
        assertThat(asked.command()).isEqualTo("CONNECT");
        assertThat(asked.credential()).isNull();
    }

    @ParameterizedTest(name = "{0}: methods {1} lead to {2}")
    @CsvSource({
        "UNUSED, 0100, 0500",
        "UNUSED, 020002, 0500",
        "UNUSED, 0102, 0502",
        "UNUSED, 0101, 05ff",
        "UNUSED, 00, 05ff",
        "WELCOME, 020002, 0502",
        "WELCOME, 0100, 0500",
        "WELCOME, 0101, 05ff",
        "REQUIRED, 03000102, 0502",
        "REQUIRED, 0100, 05ff",
    })
    void choosesAMethod(SocksLogin login, String methods, String reply) {
        SocksStep step = new SocksHandshake(login).next(bytes("05" + methods));
        assertThat(reply(step)).isEqualTo(reply);
        assertThat(step instanceof SocksStep.Fail).isEqualTo(reply.equals("05ff"));
    }

    @Test
    void keepsNameAndPasswordForTheRequest() {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.REQUIRED);
        handshake.next(bytes("05 01 02"));
        assertThat(reply(handshake.next(bytes("01 03 616e6e 04 e28aa57a")))).isEqualTo("0100");
        SocksRequest asked = asked(handshake.next(bytes("05010001 01020304 01bb")));
        assertThat(new String(asked.credential(), StandardCharsets.UTF_8)).isEqualTo("ann:⊥z");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "01 03 613a62 01 7a", // a colon in the name would move it into the password
        "02 01 61 01 62",
    })
    void refusesALoginThatCannotBeOne(String login) {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.REQUIRED);
        handshake.next(bytes("05 01 02"));
        SocksStep step = handshake.next(bytes(login));
        assertThat(step).isInstanceOf(SocksStep.Fail.class);
        assertThat(reply(step)).isEqualTo("0101");
    }

    @ParameterizedTest(name = "{0} is {1}, told {2}")
    @CsvSource({
        "04010001 01020304, MALFORMED, 01", // another version than the greeting's
        "05010101 01020304 01bb, MALFORMED, 01",
        "05010002 01020304 01bb, ADDRESS_TYPE, 08",
        "05010003 00 01bb, BAD_NAME, 01",
        "05010003 03 610062 01bb, BAD_NAME, 01",
        "05010003 03 610d0a 01bb, BAD_NAME, 01",
        "05010003 03 612f62 01bb, BAD_NAME, 01",
        "05010003 03 614062 01bb, BAD_NAME, 01",
        "05010003 02 c3bc 01bb, BAD_NAME, 01",
    })
    void refusesWhatIsNoRequest(String request, SocksFault fault, String code) {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.UNUSED);
        handshake.next(bytes("05 01 00"));
        SocksStep step = handshake.next(bytes(request));
        assertThat(step)
                .isInstanceOfSatisfying(
                        SocksStep.Fail.class, fail -> assertThat(fail.fault()).isEqualTo(fault));
        assertThat(reply(step)).isEqualTo("05" + code + "0001000000000000");
    }

    @ParameterizedTest(name = "{0} is {1} to {2}")
    @CsvSource({
        "04 01 01bb 01020304 616e6e 00, V4, 1.2.3.4:443",
        "04 01 01bb 01020304 00, V4, 1.2.3.4:443",
        "04 01 01bb 00000001 00 736974652e74657374 00, V4A, site.test:443",
        "04 01 01bb 000000ff 616e6e 00 736974652e74657374 00, V4A, site.test:443",
        "04 01 01bb 00000000 00, V4, 0.0.0.0:443",
    })
    void readsTheOlderProtocol(String request, SocksVersion version, String authority) {
        SocksRequest asked = asked(new SocksHandshake(SocksLogin.UNUSED).next(bytes(request)));
        assertThat(asked.version()).isEqualTo(version);
        assertThat(asked.authority()).isEqualTo(authority);
    }

    @Test
    void boundsTextsOfTheOlderProtocol() {
        String user = "61".repeat(256);
        SocksStep step = new SocksHandshake(SocksLogin.UNUSED).next(bytes("04 01 01bb 01020304" + user));
        assertThat(step).isInstanceOf(SocksStep.Fail.class);
        assertThat(reply(step)).isEqualTo("005b000000000000");
        assertThat(new SocksHandshake(SocksLogin.UNUSED).next(bytes("04 01 01bb 00000001 00" + user + "00")))
                .isInstanceOf(SocksStep.Fail.class);
    }

    @ParameterizedTest(name = "command {0} is {1}")
    @CsvSource({"02, BIND", "03, UDP-ASSOCIATE", "09, SOCKS-9"})
    void namesCommandsThatAreNotServed(String number, String name) {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.UNUSED);
        handshake.next(bytes("05 01 00"));
        assertThat(asked(handshake.next(bytes("05" + number + "0001 01020304 01bb")))
                        .command())
                .isEqualTo(name);
    }

    @Test
    void leavesWhatBelongsToTheTunnel() {
        SocksHandshake handshake = new SocksHandshake(SocksLogin.UNUSED);
        ByteBuffer all = bytes("05 01 00 05010001 01020304 01bb 1603010200");
        handshake.next(all);
        asked(handshake.next(all));
        assertThat(all.remaining()).isEqualTo(5);
    }

    @Test
    void takesNothingUntilAMessageIsThere() {
        for (String message : new String[] {"050100", "04 01 01bb 00000001 61 00 6262 00"}) {
            ByteBuffer whole = bytes(message);
            for (int length = 0; length < whole.limit(); length++) {
                ByteBuffer part = whole.duplicate().limit(length);
                assertThat(new SocksHandshake(SocksLogin.UNUSED).next(part)).isInstanceOf(SocksStep.More.class);
                assertThat(part.position()).isZero();
            }
        }
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    private static SocksRequest asked(SocksStep step) {
        assertThat(step).isInstanceOf(SocksStep.Ask.class);
        return ((SocksStep.Ask) step).request();
    }

    private static String reply(SocksStep step) {
        byte[] reply = step instanceof SocksStep.Fail fail ? fail.reply() : ((SocksStep.Say) step).reply();
        return HexFormat.of().formatHex(reply);
    }
}
