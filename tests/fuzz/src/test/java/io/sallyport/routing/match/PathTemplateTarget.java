package io.sallyport.routing.match;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import io.sallyport.http.PathReading;
import io.sallyport.http.RequestTarget;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths with names in them: they match, and take out, what an expression made of the same text does. */
public final class PathTemplateTarget {
    private PathTemplateTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        Input in = new Input(input);
        String text = in.word();
        RequestTarget target = RequestTarget.parse(Input.wire(in.rest()));
        PathTemplate template = Cost.of(input.length, () -> PathTemplate.parse(text));
        Cost.atLength(input, bytes -> PathTemplate.parse(Input.wire(bytes)));
        if (template == null || target == null || RequestTarget.parse(text.replaceAll("[{}*]", "")) == null) {
            return;
        }
        String path = PathReading.canonical(target.path());
        Matcher slow = expression(text).matcher(path);
        Check.same(template.matches(path), slow.matches());
        if (slow.matches()) {
            for (int i = 0; i < template.names().size(); i++) {
                Check.same(template.capture(template.names().get(i), path), slow.group(i + 1));
            }
        }
        Check.that(template.covers(template) && template.compareSameKind(template) == 0, "not like itself: " + text);
    }

    private static Pattern expression(String text) {
        StringBuilder expression = new StringBuilder();
        for (String part : text.substring(1).split("/", -1)) {
            boolean named = part.indexOf('{') >= 0;
            String literal = named ? "" : Pattern.quote(PathReading.canonical(part));
            expression.append('/').append(!named ? literal : part.endsWith("*}") ? "(.*)" : "([^/]+)");
        }
        return Pattern.compile(expression.toString(), Pattern.DOTALL);
    }
}
