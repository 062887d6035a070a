package io.sallyport.routing.conceal;

import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.Authority;
import java.util.List;
import java.util.Optional;

/** Addresses in answers, made ours: no new line can come of it, and no more of the inside is left the second time. */
public final class AddressRewriteTarget {
    private static final String[] FIELDS = {"link", "refresh", "location", "set-cookie", "content-location"};
    private static final OurAddress OURS = new OurAddress("https", new Authority("shop.example", 0));
    private static final AddressRewrite REWRITE = AddressRewrite.of(
            new RouteDocument(
                    "r",
                    null,
                    new MatchDocument("*", "/shop"),
                    "c",
                    null,
                    null,
                    Optional.of(new RewriteDocument("/app", "shop.backend:8080", null, null)),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new ConcealDocument(null, null, null, null, null, List.of("old.example", "*.corp.example"))),
            List.of(new Authority("10.0.0.5", 8080), new Authority("fd00::5", 8443)));

    private AddressRewriteTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String field = FIELDS[in.octet() % FIELDS.length];
        byte[] rest = in.rest();
        String value = Input.wire(rest);
        String rewritten = Cost.of(rest.length, () -> REWRITE.field(field, value, OURS));
        Check.that(count(rewritten) <= count(value), "a control character that was not there");
        if (field.endsWith("location")) {
            String lower = rewritten.strip().toLowerCase(java.util.Locale.ROOT);
            Check.that(!lower.startsWith("http://10.0.0.5:8080/"), "the inside is shown: " + rewritten);
            Check.that(!lower.startsWith("//10.0.0.5:8080/"), "the inside is shown: " + rewritten);
            Check.that(!lower.startsWith("https://a.corp.example/"), "the inside is shown: " + rewritten);
        }
        Cost.atLength(rest, bytes -> REWRITE.field(field, Input.wire(bytes), OURS));
    }

    private static long count(String text) {
        return text.chars().filter(c -> c < ' ').count();
    }
}
