package io.sallyport.policy.engine.list;

import static io.sallyport.contract.policy.ListDocument.Format.RPZ;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneLinesTest {
    private static final String HEAD = """
            $TTL 2h
            @ IN SOA localhost. root.localhost. ( 2024010101 ; serial
                  6h 1h
                  1w 2h )
              IN NS localhost.
            """;

    private static ParsedNames parse(String text) throws IOException {
        return NameListParser.parse(new StringReader(text), RPZ);
    }

    @Test
    void readsAZone() throws IOException {
        ParsedNames parsed = parse(HEAD + """
                ; a remark
                Ads.Test              CNAME .          ; NXDOMAIN
                *.ads.test            CNAME .
                self.test    300 IN   CNAME *.         ; NODATA
                *.below.test IN  300  CNAME rpz-drop.
                good.ads.test         CNAME rpz-passthru.
                *.good.ads.test       IN CNAME rpz-passthru.
                bad.good.ads.test     CNAME .
                old.below.test        CNAME old.below.test.
                192.0.2.7             CNAME .
                """);
        NameSet names = parsed.names();

        assertThat(parsed.skipped()).isZero();
        assertThat(names.size()).isEqualTo(5);
        assertThat(names.covers("ads.test")).isTrue();
        assertThat(names.covers("www.ads.test")).isTrue();
        assertThat(names.covers("self.test")).isTrue();
        assertThat(names.covers("www.self.test")).isFalse();
        assertThat(names.covers("below.test")).isFalse();
        assertThat(names.covers("a.b.below.test")).isTrue();
        assertThat(names.covers("old.below.test")).isFalse();
        assertThat(names.covers("good.ads.test")).isFalse();
        assertThat(names.covers("a.good.ads.test")).isFalse();
        assertThat(names.covers("bad.good.ads.test"))
                .as("the longest name decides")
                .isTrue();
        assertThat(names.covers("192.0.2.7")).isTrue();
    }

    @Test
    void knowsTheZoneByItsOrigin() throws IOException {
        NameSet names = parse("""
                $ORIGIN rpz.example.
                @ SOA localhost. root.localhost. (1 2 3 4 5)
                a.test CNAME .
                b.test.rpz.example. CNAME .
                $ORIGIN com.rpz.example.
                c CNAME .
                $ORIGIN sub
                d CNAME .
                """).names();

        assertThat(names.size()).isEqualTo(4);
        assertThat(names.covers("a.test")).isTrue();
        assertThat(names.covers("b.test")).isTrue();
        assertThat(names.covers("c.com")).isTrue();
        assertThat(names.covers("d.sub.com")).isTrue();
    }

    @Test
    void knowsTheZoneByTheOwnerOfItsSoaRecord() throws IOException {
        NameSet names = parse("""
                rpz.example. 60 IN SOA localhost. root.localhost. 1 2 3 4 5
                a.test.rpz.example. 60 IN CNAME .
                b.test CNAME .
                """).names();

        assertThat(names.covers("a.test")).isTrue();
        assertThat(names.covers("b.test")).isTrue();
    }

    @Test
    void aRecordWithoutOwnerIsOfTheOneBefore() throws IOException {
        ParsedNames parsed = parse(HEAD + "a.test A 192.0.2.1\n\tCNAME .\n");

        assertThat(parsed.names().covers("a.test")).isTrue();
        assertThat(parsed.byReason()).isEqualTo(Map.of(SkipReason.ACTION, 1L));
    }

    @ParameterizedTest
    @CsvSource({
        "24.0.2.0.192.rpz-ip CNAME ., TRIGGER",
        "32.7.2.0.192.rpz-client-ip CNAME ., TRIGGER",
        "ns.bad.test.rpz-nsdname CNAME ., TRIGGER",
        "24.0.2.0.192.rpz-nsip CNAME ., TRIGGER",
        "a.test CNAME garden.test., ACTION",
        "a.test CNAME rpz-tcp-only., ACTION",
        "a.test A 192.0.2.1, ACTION",
        "a.test TXT \"why ; not\", ACTION",
        "a.test, NO_NAME",
        "b@d.test CNAME ., NO_NAME",
        "a.test. CNAME ., OUT_OF_ZONE",
        "$INCLUDE other.zone, DIRECTIVE",
        "$GENERATE 1-9 a$ CNAME ., DIRECTIVE",
    })
    void skipsWhatItDoesNotFollow(String line, SkipReason reason) throws IOException {
        ParsedNames parsed = parse(HEAD + line + "\n");

        assertThat(parsed.byReason()).isEqualTo(Map.of(reason, 1L));
        assertThat(parsed.names().size()).isZero();
    }

    @Test
    void aParenthesisThatNobodyClosesHidesNotMuch() throws IOException {
        ParsedNames parsed = parse("@ SOA a. b. (\n" + "x.test CNAME .\n".repeat(70) + "late.test CNAME .\n");

        assertThat(parsed.names().covers("late.test")).isTrue();
    }
}
