package io.sallyport.routing.act;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.RequestTarget;
import io.sallyport.routing.match.HostPattern;
import io.sallyport.routing.match.PathTemplate;

/** Targets of redirects, hosts of routes and origins of pages, as operators write them and requests fill them. */
public final class TemplatesTarget {
    private TemplatesTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String text = in.word();
        PathTemplate names = PathTemplate.parse(in.word());
        RequestTarget request = RequestTarget.parse(in.word());
        Authority host = Authority.parse(in.word());
        TargetTemplate template = compile(input.length, text, names);
        boolean matches = request != null && (names == null || names.matches(request.path()));
        if (template != null && matches && host != null) {
            String expanded = template.expand(facts(request, host));
            Check.oneLine(expanded);
            Check.that(expanded.indexOf(' ') < 0, "a blank in " + expanded);
        }
        HostPattern pattern = HostPattern.of(text);
        if (pattern != null) {
            Check.that(
                    pattern.kind() == HostPattern.Kind.ANY
                            || Authority.parse(pattern.name()) != null
                            || pattern.name().indexOf(':') >= 0,
                    text);
        }
        OriginPattern origin = OriginPattern.of(text);
        if (origin != null) {
            Check.same(origin.matches(origin), !origin.below());
        }
        Cost.atLength(input, bytes -> OriginPattern.of(Input.wire(bytes)));
        Cost.atLength(input, bytes -> compile(bytes.length, Input.wire(bytes), null));
    }

    private static TargetTemplate compile(int size, String text, PathTemplate names) {
        try {
            return Cost.of(size, () -> TargetTemplate.compile(text, names));
        } catch (IllegalArgumentException refusal) {
            Check.that(!refusal.getMessage().isEmpty(), "a refusal without a word");
            return null;
        }
    }

    private static RequestFacts facts(RequestTarget target, Authority host) {
        return new RequestFacts(
                "web",
                false,
                "GET",
                "https",
                host,
                target.path(),
                target.query(),
                IpAddress.parse("192.0.2.1"),
                HeaderList.EMPTY);
    }
}
