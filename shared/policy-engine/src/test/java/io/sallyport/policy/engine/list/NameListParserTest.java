package io.sallyport.policy.engine.list;

import static io.sallyport.contract.policy.ListDocument.Format.DOMAINS;
import static io.sallyport.contract.policy.ListDocument.Format.HOSTS;
import static io.sallyport.policy.engine.list.SkipReason.ADDRESS_ALONE;
import static io.sallyport.policy.engine.list.SkipReason.NO_ADDRESS;
import static io.sallyport.policy.engine.list.SkipReason.NO_DOT;
import static io.sallyport.policy.engine.list.SkipReason.NO_NAME;
import static io.sallyport.policy.engine.list.SkipReason.TOO_LONG;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.policy.engine.list.ParsedNames.SkippedLine;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NameListParserTest {
    private static ParsedNames parse(Format format, String text) throws IOException {
        return NameListParser.parse(new StringReader(text), format);
    }

    @Test
    void readsAHostsFile() throws IOException {
        ParsedNames parsed = parse(HOSTS, """
                # comment
                127.0.0.1 localhost
                ::1 ip6-localhost ip6-loopback
                fe80::1%lo0 localhost
                255.255.255.255 broadcasthost
                0.0.0.0 0.0.0.0

                0.0.0.0 ads.test   # trailing
                0.0.0.0\ttracker.test www.tracker.test
                :: six.test
                """);

        assertThat(parsed.names())
                .isEqualTo(NameSet.of(List.of("ads.test", "tracker.test", "www.tracker.test", "six.test")));
        assertThat(parsed.skipped()).isZero();
    }

    @Test
    void readsAListOfDomains() throws IOException {
        ParsedNames parsed =
                parse(DOMAINS, "! title\n# comment\nADS.Test.\n*.wild.test\nbücher.test\nzip\n192.0.2.1\n");

        assertThat(parsed.names())
                .isEqualTo(NameSet.of(List.of("ads.test", "wild.test", "xn--bcher-kva.test", "zip", "192.0.2.1")));
        assertThat(parsed.skipped()).isZero();
    }

    @Test
    void takesAnyLineEndAndAByteOrderMark() throws IOException {
        ParsedNames parsed = parse(DOMAINS, "\uFEFFa.test\r\nb.test\rc.test\n\r\nd.test");

        assertThat(parsed.names()).isEqualTo(NameSet.of(List.of("a.test", "b.test", "c.test", "d.test")));
    }

    @Test
    void countsWhatItDoesNotUnderstandAndSaysWhere() throws IOException {
        ParsedNames parsed = parse(HOSTS, "0.0.0.0 good.test b@d.test\nads.test\n0.0.0.0\n\n0.0.0.0 com\n");

        assertThat(parsed.names()).isEqualTo(NameSet.of(List.of("good.test")));
        assertThat(parsed.skipped()).isEqualTo(4);
        assertThat(parsed.lines()).isEqualTo(5);
        assertThat(parsed.byReason()).isEqualTo(Map.of(NO_NAME, 1L, NO_ADDRESS, 1L, ADDRESS_ALONE, 1L, NO_DOT, 1L));
        assertThat(parsed.first())
                .containsExactly(
                        new SkippedLine(1, NO_NAME, "0.0.0.0 good.test b@d.test"),
                        new SkippedLine(2, NO_ADDRESS, "ads.test"),
                        new SkippedLine(3, ADDRESS_ALONE, "0.0.0.0"),
                        new SkippedLine(5, NO_DOT, "0.0.0.0 com"));
        assertThat(parsed.first().get(0))
                .hasToString("line 1: found \"0.0.0.0 good.test b@d.test\", allowed: a host name");
    }

    @ParameterizedTest
    @CsvSource({
        "http://ads.test/x, URL",
        "ads.test/path, URL",
        "ads.test:8080, PORT",
        "192.0.2.0/24, RANGE",
        "a b, NO_NAME",
        "b@d.test, NO_NAME",
        "127.1, NO_NAME",
        "fe80::1%eth0, NO_NAME",
    })
    void saysWhatIsWrongWithALineOfADomainList(String line, SkipReason reason) throws IOException {
        ParsedNames parsed = parse(DOMAINS, line + "\n");

        assertThat(parsed.byReason()).isEqualTo(Map.of(reason, 1L));
        assertThat(parsed.names().size()).isZero();
    }

    @Test
    void readsAddressesInAnySpellingThatIsOne() throws IOException {
        ParsedNames parsed =
                parse(DOMAINS, "192.0.2.7\n[2001:DB8:0::1]\n2001:db8::2\n::ffff:192.0.2.8\n.dotted.test\n");

        assertThat(parsed.names())
                .isEqualTo(NameSet.of(List.of("192.0.2.7", "2001:db8::1", "2001:db8::2", "192.0.2.8", "dotted.test")));
    }

    @Test
    void keepsOnlyTheFirstOfManyBadLines() throws IOException {
        ParsedNames parsed = parse(DOMAINS, "a b\n".repeat(1000) + "good.test\n");

        assertThat(parsed.skipped()).isEqualTo(1000);
        assertThat(parsed.first()).hasSize(10);
        assertThat(parsed.names().size()).isEqualTo(1);
    }

    @Test
    void readsOverALineWithoutEnd() throws IOException {
        ParsedNames parsed = parse(DOMAINS, "x".repeat(1_000_000) + "\ngood.test");

        assertThat(parsed.first()).containsExactly(new SkippedLine(1, TOO_LONG, "x".repeat(80) + "..."));
        assertThat(parsed.names().covers("good.test")).isTrue();
    }

    @Test
    void refusesNumbersThatOnlyLookLikeAddresses() throws IOException {
        ParsedNames parsed = parse(DOMAINS, "127.1\n0x7f.0x1\na.b.1\n2130706433\n256.1.1.1\n");

        assertThat(parsed.names().size()).isZero();
        assertThat(parsed.skipped()).isEqualTo(5);
    }

    @Test
    void refusesLabelsAndNamesThatAreTooLong() throws IOException {
        String label = "x".repeat(63);

        assertThat(parse(DOMAINS, label + ".test\n").skipped()).isZero();
        assertThat(parse(DOMAINS, label + "x.test\n").skipped()).isEqualTo(1);
        assertThat(parse(DOMAINS, (label + ".").repeat(4) + "test\n").skipped()).isEqualTo(1);
    }
}
