package io.sallyport.policy.engine.list;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.http.Authority;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostNamesTest {
    /** What browsers ask for; examples of UTS 46 and of RFC 3492 among them. */
    @ParameterizedTest
    @CsvSource({
        "Ads.TEST.,                     ads.test",
        "bücher.test,                   xn--bcher-kva.test",
        "BÜCHER.test,                   xn--bcher-kva.test",
        "bu\u0308cher.test,             xn--bcher-kva.test",
        "faß.test,                      xn--fa-hia.test",
        "FAẞ.test,                      xn--fa-hia.test",
        "βόλος.test,                    xn--nxasmm1c.test",
        "ΒΌΛΟΣ.test,                    xn--nxasmq6b.test",
        "日本語。jp,                       xn--wgv71a119e.jp",
        "ｅｘａｍｐｌｅ．test,                 example.test",
        "İ.test,                        xn--i-9bb.test",
        "so\u00adft.test,               soft.test",
        "президент.рф,                  xn--d1abbgf6aiiy.xn--p1ai",
        "他们为什么不说中文.test,            xn--ihqwcrb4cv8a8dqg056pqjye.test",
        "1\u20e32.test,                 xn--12-yku.test",
        "192.0.2.7,                     192.0.2.7",
        "１９２．０．２．７,                  192.0.2.7",
        "[2001:DB8::0:7],               2001:db8::7",
        "::ffff:192.0.2.7,              192.0.2.7",
        "_dmarc.Ads.test,               _dmarc.ads.test",
        "xn--Bcher-KVA.test,            xn--bcher-kva.test",
    })
    void takeOneForm(String text, String expected) {
        assertThat(HostNames.normalise(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "a..b",
                "127.1",
                "0x7f.1",
                "0x7f000001",
                "2130706433",
                "017700000001",
                "1.2.3.08",
                "a b.test",
                "a%62.test",
                "a@b.test",
                "１２７．１",
                "\u0300a.test",
                "a\u2028b.test",
                "\ud800.test",
                "fe80::1%eth0",
                "[fe80::1%25eth0]",
                "a:b",
                "xn--\u00fc.test"
            })
    void areRefusedWhereNoHostCanBeCalledThat(String text) {
        assertThat(HostNames.normalise(text)).isNull();
    }

    /** What is listed is what requests can ask for: a name that is taken reads as itself. */
    @Test
    void readAsThemselvesOnceTaken() {
        Random random = new Random(11);
        String[] pieces = {
            "a", "Z", "ü", "ß", "。", ".", "xn--", "-", "１", "0x", "ﬀ", "\u0307", "日", "İ", "\u200d", "_", "9"
        };
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(8); j >= 0; j--) {
                text.append(
                        random.nextInt(4) == 0
                                ? String.valueOf((char) random.nextInt(0x3000))
                                : pieces[random.nextInt(pieces.length)]);
            }
            String name = HostNames.normalise(text.toString());
            if (name != null) {
                assertThat(HostNames.normalise(name)).as(text.toString()).isEqualTo(name);
                if (name.indexOf(':') < 0) {
                    assertThat(Authority.parse(name)).as(text.toString()).isEqualTo(new Authority(name, 0));
                }
            }
        }
    }
}
