package io.sallyport.policy.engine;

import static io.sallyport.contract.policy.ListDocument.Format.DOMAINS;
import static io.sallyport.contract.policy.ListDocument.Format.HOSTS;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.policy.ListDocument.Format;
import io.sallyport.policy.engine.ParsedNames.SkippedLine;
import java.io.IOException;
import java.io.StringReader;
import java.util.List;
import org.junit.jupiter.api.Test;

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
        assertThat(parsed.first())
                .containsExactly(
                        new SkippedLine(1, "found \"b@d.test\", allowed: a host name"),
                        new SkippedLine(2, "found \"ads.test\", allowed: an address and names"),
                        new SkippedLine(3, "found an address alone, allowed: an address and names"),
                        new SkippedLine(5, "found \"com\", allowed: a name with a dot"));
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

        assertThat(parsed.first()).containsExactly(new SkippedLine(1, "found more than 4096 characters"));
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
