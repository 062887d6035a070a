package io.sallyport.routing.compress;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.route.CompressDocument;
import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.http.HeaderList;
import io.sallyport.routing.compress.CompressView.Judgement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompressViewTest {
    private static final CompressView USUAL = new CompressView(new CompressDocument(null, null, null));

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, deflate, br, zstd|ZSTD|false",
                "gzip, deflate, br|BR|false",
                "gzip|GZIP|false",
                "x-gzip|GZIP|false",
                "x-gzip;q=0, gzip;q=0.1|GZIP|false",
                "br;q=0.9, gzip|GZIP|false",
                "br;q=0.9, gzip;q=0.9|BR|false",
                "*|ZSTD|false",
                "*, zstd;q=0|BR|false",
                "*;q=0.5, gzip;q=0.6|GZIP|false",
                "*;q=0|-|true",
                "identity;q=0|-|true",
                "identity;q=0, gzip|GZIP|true",
                "*;q=0, identity|-|false",
                "*;q=0, gzip;q=0.001|GZIP|true",
                "identity, gzip|GZIP|false",
                "identity;q=0.5, gzip;q=0.4|-|false",
                "identity;q=0.4, gzip;q=0.5|GZIP|false",
                "deflate|-|false",
                "gzip;q=0|-|false",
                "gzip;q=1.1|-|false",
                "gzipx|-|false",
                "''|-|false",
            })
    void choosesByWeightAndThenByOurOwnOrder(String line, String coding, boolean refusesPlain) {
        CodingChoice choice = USUAL.choose(List.of(line), any -> true);

        assertThat(choice.coding()).isEqualTo(coding.equals("-") ? null : Coding.valueOf(coding));
        assertThat(choice.refusesPlain()).isEqualTo(refusesPlain);
    }

    @Test
    void offersWhatTheRouteListsAndTheMachineHas() {
        CompressView listed = new CompressView(new CompressDocument(List.of(Coding.GZIP, Coding.BR), null, null));

        assertThat(listed.choose(List.of("br, gzip, zstd"), any -> true).normal())
                .isEqualTo("gzip");
        assertThat(listed.choose(List.of("br, gzip, zstd"), coding -> coding == Coding.BR)
                        .normal())
                .isEqualTo("br");
        assertThat(listed.choose(List.of("zstd"), any -> true).normal()).isEqualTo("identity");
        assertThat(listed.choose(List.of(), any -> true).coding()).isNull();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @CsvSource(
            delimiter = '|',
            value = {
                "200|text/html|COMPRESSIBLE",
                "200|Text/HTML ; charset=utf-8|COMPRESSIBLE",
                "200|application/problem+json|COMPRESSIBLE",
                "200|image/svg+xml|COMPRESSIBLE",
                "200|image/png|TYPE",
                "200|application/octet-stream|TYPE",
                "200|text/event-stream|TYPE",
                "200|application/grpc|TYPE",
                "200|application/grpc-web+json|TYPE",
                "404|text/html|COMPRESSIBLE",
                "503|text/html|COMPRESSIBLE",
                "204|text/html|STATUS",
                "205|text/html|STATUS",
                "206|text/html|STATUS",
                "304|text/html|STATUS",
                "101|text/html|STATUS",
            })
    void judgesByStatusAndType(int status, String type, Judgement expected) {
        assertThat(USUAL.judge(status, HeaderList.EMPTY, HeaderList.of("Content-Type", type)))
                .isEqualTo(expected);
    }

    @Test
    void judgesByCodingLengthAndWhoForbidsIt() {
        assertThat(judge("Content-Encoding", "br")).isEqualTo(Judgement.CODED);
        assertThat(judge("Content-Encoding", "identity")).isEqualTo(Judgement.COMPRESSIBLE);
        assertThat(judge("Content-Range", "bytes */5")).isEqualTo(Judgement.STATUS);
        assertThat(judge("Content-Length", "1023")).isEqualTo(Judgement.SMALL);
        assertThat(judge("Content-Length", "1024")).isEqualTo(Judgement.COMPRESSIBLE);
        assertThat(judge("Content-Length", "soon")).isEqualTo(Judgement.COMPRESSIBLE);
        assertThat(judge("Cache-Control", "max-age=1, No-Transform")).isEqualTo(Judgement.FORBIDDEN);
        assertThat(judge("Content-Digest", "x")).isEqualTo(Judgement.FORBIDDEN);
        assertThat(USUAL.judge(
                        200,
                        HeaderList.of("Cache-Control", "no-transform"),
                        HeaderList.of("Content-Type", "text/plain")))
                .isEqualTo(Judgement.FORBIDDEN);
        assertThat(USUAL.judge(200, HeaderList.EMPTY, HeaderList.EMPTY)).isEqualTo(Judgement.TYPE);
    }

    private static Judgement judge(String name, String value) {
        return USUAL.judge(200, HeaderList.EMPTY, HeaderList.of("Content-Type", "text/plain", name, value));
    }

    @Test
    void takesListedTypesByTheirWord() {
        CompressView listed =
                new CompressView(new CompressDocument(null, List.of("text/event-stream", "image/*"), null));

        assertThat(listed.judge(200, HeaderList.EMPTY, HeaderList.of("Content-Type", "text/event-stream")))
                .isEqualTo(Judgement.COMPRESSIBLE);
        assertThat(listed.judge(200, HeaderList.EMPTY, HeaderList.of("Content-Type", "image/png")))
                .isEqualTo(Judgement.COMPRESSIBLE);
        assertThat(listed.judge(200, HeaderList.EMPTY, HeaderList.of("Content-Type", "text/plain")))
                .isEqualTo(Judgement.TYPE);
    }

    @Test
    void weakensAndStrengthensTags() {
        assertThat(CodedTags.weak("\"a\"")).isEqualTo("W/\"a\"");
        assertThat(CodedTags.weak("W/\"a\"")).isEqualTo("W/\"a\"");
        assertThat(CodedTags.weak("a")).isNull();
        assertThat(CodedTags.weak("\"")).isNull();
        assertThat(CodedTags.ofNotModified("\"a\"", List.of("\"b\", W/\"a\""))).isEqualTo("W/\"a\"");
        assertThat(CodedTags.ofNotModified("\"a\"", List.of("\"a\", W/\"b\""))).isEqualTo("\"a\"");
        assertThat(CodedTags.ofNotModified("\"a\"", List.of("*"))).isEqualTo("\"a\"");
        assertThat(CodedTags.strong(List.of("W/\"a,b\"", "\"c\""))).containsExactly("\"a,b\", \"c\"");
        List<String> strong = List.of("\"a\"");
        assertThat(CodedTags.strong(strong)).isSameAs(strong);
    }
}
