package io.sallyport.routing.validation;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.route.CompressDocument;
import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.contract.route.ConcealDocument;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnswerRuleCheckTest {
    private final Findings findings = new Findings();
    private final AnswerRuleCheck check = new AnswerRuleCheck(findings);

    @Test
    void acceptsGoodRules() {
        check.conceal(
                new ConcealDocument(
                        "Shop 1",
                        List.of("X-Int-*", "*"),
                        List.of("Server"),
                        List.of(400, 599),
                        true,
                        List.of("app", "app:8080", "[fd00::1]:80", "*.internal")),
                "c");
        check.compress(new CompressDocument(List.of(Coding.GZIP), List.of("text/*", "image/svg+xml"), null), "c");

        assertThat(findings.all())
                .containsExactly(new Problem(
                        "c.remove[1]", "\"*\"", "the name of a field, or its beginning and *, such as X-Int-*"));
    }

    @Test
    void namesEachBadValueWithItsPlace() {
        check.conceal(
                new ConcealDocument(
                        "a\r\nb",
                        List.of("X Y"),
                        List.of("X-*-Y", ""),
                        null,
                        true,
                        List.of("http://x", "*.x:80", "a b", "")),
                "c");
        check.compress(
                new CompressDocument(
                        List.of(Coding.GZIP, Coding.BR, Coding.GZIP),
                        List.of("text", "*/*", "text/h*", "application/grpc+proto", "a/b/c"),
                        null),
                "c");

        assertThat(findings.all())
                .extracting(Problem::path)
                .containsExactly(
                        "c.server",
                        "c.remove[0]",
                        "c.keep[0]",
                        "c.keep[1]",
                        "c.names[0]",
                        "c.names[1]",
                        "c.names[2]",
                        "c.names[3]",
                        "c.coding[2]",
                        "c.type[0]",
                        "c.type[1]",
                        "c.type[2]",
                        "c.type[3]",
                        "c.type[4]");
    }
}
