package io.sallyport.logs.filter;

import static io.sallyport.logs.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.logs.record.KeptRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each example of the filter language in the documentation holds for some records and not for others. */
class FilterDocsTest {
    private static final List<KeptRecord> RECORDS = List.of(
            record().kept(),
            record().status(502).took(300_000).outcome(Outcome.CONNECT_REFUSED).kept(),
            record().status(504).took(2_000_000).outcome(Outcome.ORIGIN_TIMEOUT).kept(),
            record().path("/checkout").method("POST").status(404).kept(),
            record().kind(Kind.ADMIN).server("", "", "").kept(),
            record().kind(Kind.TUNNEL).server("blog-1", "10.0.0.1:443", "").kept());

    @ParameterizedTest
    @MethodSource("examples")
    void holdsForSomeRecords(String example) {
        ParsedFilter parsed = FilterParser.parse(example);

        assertThat(parsed).isInstanceOf(ParsedFilter.Accepted.class);
        Filter filter = ((ParsedFilter.Accepted) parsed).filter();
        assertThat(RECORDS).anyMatch(filter::accepts);
    }

    static List<String> examples() throws IOException {
        String page = Files.readString(Path.of("../../docs/api.md"));
        int begin = page.indexOf("```filters\n") + "```filters\n".length();
        List<String> examples =
                page.substring(begin, page.indexOf("```", begin)).lines().toList();
        assertThat(examples).hasSizeGreaterThan(20);
        return examples;
    }
}
