package io.sallyport.routing.compress;

import io.sallyport.contract.route.CompressDocument.Coding;
import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;

/** Accept-Encoding, media types and tags of compressed bodies: nothing is offered that the client refuses. */
public final class CodingTarget {
    private static final List<Coding> OFFERED = List.of(Coding.values());
    private static final MediaTypes USUAL = new MediaTypes(List.of());

    private CodingTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = Input.lines(input);
        CodingChoice choice = Cost.of(input.length, () -> CodingChoice.of(lines, OFFERED));
        if (choice.coding() != null) {
            CodingChoice again = CodingChoice.of(List.of(choice.normal()), OFFERED);
            Check.same(again.coding(), choice.coding());
            String refused = CodingChoice.token(choice.coding()) + ";q=0";
            Check.that(lines.stream().noneMatch(refused::equalsIgnoreCase), "refused, and chosen: " + refused);
        }
        String text = Input.wire(input);
        Check.that(!USUAL.contain(text) || !text.strip().startsWith("application/grpc"), "a type: " + text);
        String weak = CodedTags.weak(text);
        if (weak != null) {
            Check.that(weak.startsWith("W/\"") && CodedTags.weak(weak).equals(weak), "a tag: " + weak);
        }
        List<String> strong = CodedTags.strong(lines);
        Check.same(CodedTags.strong(strong).size(), strong.size());
        Cost.atLength(input, bytes -> CodingChoice.of(Input.lines(bytes), OFFERED));
        Cost.atLength(input, bytes -> CodedTags.strong(Input.lines(bytes)));
    }
}
