package io.sallyport.policy.engine.list;

import static io.sallyport.contract.policy.ListDocument.Format.ADBLOCK;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdblockLinesTest {
    private static ParsedNames parse(String text) throws IOException {
        return NameListParser.parse(new StringReader(text), ADBLOCK);
    }

    @Test
    void takesNamesAndTheirExceptions() throws IOException {
        ParsedNames parsed = parse("""
                [Adblock Plus 2.0]
                ! Title: a list
                # another remark
                ||Ads.Test^
                ||bücher.test^$important
                ||*.below.test^
                ||whole.test|
                ||bare.test
                ||192.0.2.7^
                ||[2001:db8::7]^
                @@||good.ads.test^
                @@||good.bücher.test^
                """);
        NameSet names = parsed.names();

        assertThat(parsed.skipped()).isZero();
        assertThat(names.size()).isEqualTo(7);
        assertThat(names.exceptions()).isEqualTo(2);
        assertThat(names.covers("www.ads.test")).isTrue();
        assertThat(names.covers("a.good.ads.test")).isFalse();
        assertThat(names.covers("good.xn--bcher-kva.test")).as("important").isTrue();
        assertThat(names.covers("below.test")).isFalse();
        assertThat(names.covers("a.below.test")).isTrue();
        assertThat(names.covers("192.0.2.7")).isTrue();
        assertThat(names.covers("2001:db8::7")).isTrue();
        assertThat(names.covers("bare.test")).isTrue();
    }

    @Test
    void anExceptionHoldsWhereverItStandsAndHoweverShortItIs() throws IOException {
        NameSet names = parse("@@||test^\n||ads.test^\n||deep.ads.test^\n").names();

        assertThat(names.covers("deep.ads.test")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "ads.test##.banner COSMETIC",
                "ads.test#@#.banner COSMETIC",
                "##.banner COSMETIC",
                "ads.test#?#div COSMETIC",
                "ads.test$$script COSMETIC",
                "||ads.test^$third-party OPTION",
                "||ads.test^$important,script OPTION",
                "@@||ads.test^$document,domain=a.test OPTION",
                "||ads.test^$ OPTION",
                "/banner/ads.js PATTERN",
                "/^https?:/ PATTERN",
                "ads.test PATTERN",
                "|http://ads.test/ PATTERN",
                "||ads*.test^ PATTERN",
                "||ads.test^path PATTERN",
                "||ads.test/path^ URL",
                "||ads.test:8080^ PORT",
                "||^ NO_NAME",
                "||127.1^ NO_NAME",
            })
    void skipsWhatIsNotAboutWholeSites(String line, SkipReason reason) throws IOException {
        ParsedNames parsed = parse(line + "\n");

        assertThat(parsed.byReason()).isEqualTo(Map.of(reason, 1L));
        assertThat(parsed.names().size() + parsed.names().exceptions()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"all", "document", "doc", "important", "document,important"})
    void takesOptionsThatDoNotNarrowARule(String options) throws IOException {
        assertThat(parse("||ads.test^$" + options + "\n").names().covers("ads.test"))
                .isTrue();
    }
}
