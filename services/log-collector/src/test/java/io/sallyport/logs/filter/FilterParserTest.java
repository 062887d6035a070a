package io.sallyport.logs.filter;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.logs.record.Field;
import io.sallyport.logs.record.KeptRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilterParserTest {
    private static final KeptRecord FAILED =
            record().status(502).outcome(Outcome.CONNECT_REFUSED).took(250_000).kept();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "  ",
                "status=502",
                "status >= 500 and cluster = shop and path ~ \"/api\" and not method = POST",
                "status<500 or cluster=shop",
                "not (status<500 or method=POST)",
                "not not status=502",
                "NOT status=200 AND cluster!=blog",
                "status=200 and status=200 or status=502",
                "status=502 or status=200 and status=200",
                "(status=200 or status=502) and method=GET",
                "path~'/api/items?page=2'",
                "userAgent~\"\\\"quoted\\\"\"",
                "duration>=250ms and duration<1s and totalMicros=250000",
                "bytesOut=2KiB and bytesOut=2048b",
                "host~shop.example",
                "outcome=CONNECTION_REFUSED and outcome~refused",
                "kind=exchange and direction=reverse",
                "endpoint=127.0.0.1:9101",
                "cache=\"fwd=uri-miss; stored\"",
                "edge=edge-1",
                "cluster!=\"\"",
                "version=and or status=502",
                "path=\"/api/*\"",
                "path='/api/*?page=*'",
                "path=*items* and path!=*nothing*",
                "path~api/*page",
                "host=*.example:8080",
                "outcome=*REFUSED",
                "\"ITEMS\" and 'Curl/8' and \"api/*=2\"",
                "\"10.1.2\"",
                "status in (502, 503)",
                "status in (500..501,502)",
                "status in 500..599 and status=500..502 and status!=503..599",
                "status not in (200, 300..399)",
                "duration in 200ms..250ms",
                "duration in 250000..1s",
                "cluster in (blog, shop)",
                "cluster in shop",
                "cluster in (\"shop\", 'a,b')",
                "cluster in (sh*, x)",
                "kind in (tunnel, EXCHANGE)",
                "client in 10.0.0.0/8",
                "client in (192.168.0.0/16, 10.1.2.3)",
                "client=10.1.0.0/16 and client!=10.2.0.0/16",
                "endpoint in 127.0.0.0/8",
                "endpoint in (http://127.0.0.1:9101, 127.0.0.1:9101)",
                "client not in 2001:db8::/32",
                "user=\"\" and version!=\"\"",
            })
    void accepts(String text) {
        assertThat(filter(text).accepts(FAILED)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "status<502",
                "status>502",
                "cluster=SHOP",
                "path~/API",
                "not (status=502)",
                "(status=502 or status=200) and method=POST",
                "duration>250ms",
                "outcome=forwarded",
                "cluster=\"\"",
                "route!=shop",
                "path=/api",
                "path=\"/api/\\*\"",
                "path=/API/*",
                "\"no such text\"",
                "status in (500, 501)",
                "status not in 500..599",
                "client in 10.2.0.0/16",
                "cluster in SHOP",
            })
    void excludes(String text) {
        assertThat(filter(text).accepts(FAILED)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    state=5                  | 1  | found "state" (perhaps "status" is meant), allowed: one of the fields sequence,
                    status                   | 7  | found the end, allowed: = != < <= > >= in
                    status=                  | 8  | found the end, allowed: a whole number
                    status=abc               | 8  | found "abc", allowed for status: a whole number
                    status=-1                | 8  | found "-1", allowed for status
                    status=99999999999999999999 | 8 | allowed for status
                    duration=99999999999999h | 10 | allowed for totalMicros
                    status=5ms               | 8  | found "5ms", allowed for status
                    status~5                 | 7  | found "~", allowed: = != < <= > >= in
                    path>a                   | 5  | found ">", allowed: = != ~ in
                    path!a                   | 5  | found "!"
                    path==a                  | 6  | found "=", allowed: a text
                    outcome=good             | 9  | found "good", allowed for outcome: forwarded, cache_hit
                    kind=TUNNELS             | 6  | allowed for kind: exchange, tunnel
                    (status=5                | 10 | found the end, allowed: and, or, or a closing parenthesis
                    status=5)                | 9  | found ")", allowed: and, or, or the end
                    status=5 cluster=shop    | 10 | found "cluster", allowed: and, or, or the end
                    status=5 and             | 13 | found the end, allowed: one of the fields
                    and status=5             | 1  | found "and", allowed: one of the fields
                    not                      | 4  | found the end
                    ()                       | 2  | found ")", allowed: one of the fields
                    "status"=5               | 9  | found "=", allowed: and, or, or the end; a field stands without quotes
                    ""                       | 1  | allowed: a text to look for
                    useragent~x              | 1  | (perhaps "userAgent" is meant)
                    xyzzy=1                  | 1  | found "xyzzy", allowed
                    outcome=forwarde         | 9  | found "forwarde" (perhaps "forwarded" is meant), allowed
                    status in                | 10 | found the end, allowed: a whole number
                    status in ()             | 12 | found ")", allowed: a whole number
                    status in (5             | 13 | found the end, allowed: a comma, or a closing parenthesis
                    status in (5 6)          | 14 | found "6", allowed: a comma
                    status in (5,,6)         | 14 | found ",", allowed: a whole number
                    status in (5, six)       | 15 | found "six", allowed for status
                    status not 5             | 8  | found "not", allowed: = !=
                    status=9..5              | 8  | allowed: a range with the smaller number first
                    status=5..               | 8  | found "", allowed for status
                    status=..5               | 8  | found "", allowed for status
                    client in 10.0.0.1/8     | 11 | allowed: a range whose address is its first one
                    client in 10.0.0.0/33    | 11 | found "10.0.0.0/33", allowed: an address or range
                    client=10.0.0.0/33       | 8  | found "10.0.0.0/33", allowed: an address or range
                    path="abc                | 6  | found a quote that never ends
                    """)
    void refusesAtThePosition(String text, int position, String message) {
        ParsedFilter.Refused refused = (ParsedFilter.Refused) FilterParser.parse(text);

        assertThat(refused.position()).isEqualTo(position);
        assertThat(refused.message()).contains(message);
    }

    @Test
    void pointsAtTheCharacter() {
        ParsedFilter.Refused refused = (ParsedFilter.Refused) FilterParser.parse("cluster=shop and status=abc");

        assertThat(refused.detail()).isEqualTo("""
                        at character 25: found "abc", allowed for status: a whole number
                        cluster=shop and status=abc
                                                ^""");
    }

    @Test
    void boundsLengthAndDepth() {
        assertThat(FilterParser.parse("x".repeat(5000))).isInstanceOf(ParsedFilter.Refused.class);
        assertThat(FilterParser.parse("(".repeat(2000) + "status=5" + ")".repeat(2000)))
                .isInstanceOf(ParsedFilter.Refused.class);
        assertThat(FilterParser.parse("not ".repeat(1000) + "status=5")).isInstanceOf(ParsedFilter.Refused.class);
        assertThat(FilterParser.parse("(".repeat(60) + "status=5" + ")".repeat(60)))
                .isInstanceOf(ParsedFilter.Accepted.class);
    }

    @Test
    void boundsLists() {
        assertThat(FilterParser.parse("status in (" + "500,".repeat(255) + "5)"))
                .isInstanceOf(ParsedFilter.Accepted.class);
        assertThat(FilterParser.parse("status in (" + "500,".repeat(256) + "5)"))
                .isInstanceOf(ParsedFilter.Refused.class);
    }

    @Test
    void refusesHalfACharacter() {
        ParsedFilter.Refused refused = (ParsedFilter.Refused) FilterParser.parse("path=a\ud83d");

        assertThat(refused.position()).isEqualTo(7);
    }

    @Test
    void knowsWhichFieldsItIsAbout() {
        assertThat(filter("status=5 and not (kind=admin or path=x)").names(Field.KIND))
                .isTrue();
        assertThat(filter("kind in (admin)").names(Field.KIND)).isTrue();
        assertThat(filter("kind=*").names(Field.KIND)).isTrue();
        assertThat(filter("path=kind and \"kind\"").names(Field.KIND)).isFalse();
    }

    private static Filter filter(String text) {
        return ((ParsedFilter.Accepted) FilterParser.parse(text)).filter();
    }
}
