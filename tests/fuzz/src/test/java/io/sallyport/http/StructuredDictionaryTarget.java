package io.sallyport.http;

import io.sallyport.fuzz.Check;
import io.sallyport.fuzz.Cost;
import io.sallyport.fuzz.Input;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Structured fields: a dictionary or a list of strings is read exactly when the grammar of <a
 * href="https://datatracker.ietf.org/doc/html/rfc9651#section-3">RFC 9651 section 3</a>, written down as an expression, has
 * it.
 */
public final class StructuredDictionaryTarget {
    private static final int MANY = 64;
    private static final int LONG = 300;
    private static final String KEY = "[a-z*][a-z0-9_.*-]*+";
    private static final String NUMBER = "-?(?:[0-9]{1,12}\\.[0-9]{1,3}(?![0-9])|[0-9]{1,15}(?![0-9.]))";
    private static final String STRING = "\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"";
    private static final String BARE = "(?:" + NUMBER + "|" + STRING + "|[A-Za-z*][A-Za-z0-9!#$%&'*+.^_`|~:/-]*+"
            + "|:[A-Za-z0-9+/=]*+:|\\?[01]|@-?[0-9]{1,15}(?![0-9.])|%\"(?:[ !#$&-~]|%[0-9a-f]{2})*+\")";
    private static final String PARAMETERS = "(?:; *+" + KEY + "(?:=" + BARE + ")?)*+";
    private static final String INNER = "\\( *+(?:" + BARE + PARAMETERS + "(?: ++" + BARE + PARAMETERS + ")*+ *+)?\\)";
    private static final String MEMBER =
            KEY + "(?:=(?:" + BARE + "|" + INNER + ")" + PARAMETERS + "|" + PARAMETERS + ")";
    private static final Pattern DICTIONARY =
            Pattern.compile(" *+(?:" + MEMBER + "(?:[ \t]*+,[ \t]*+" + MEMBER + ")*+[ \t]*+)?");
    private static final Pattern STRINGS = Pattern.compile(
            " *+(?:" + STRING + PARAMETERS + "(?:[ \t]*+,[ \t]*+" + STRING + PARAMETERS + ")*+[ \t]*+)?");

    private StructuredDictionaryTarget() {}

    public static void fuzzerTestOneInput(byte[] input) {
        List<String> lines = Input.lines(input);
        Map<String, StructuredDictionary.Value> members =
                Cost.of(input.length, () -> StructuredDictionary.parse(lines));
        List<String> strings = Cost.of(input.length, () -> StructuredStrings.parse(lines));
        String text = String.join(",", lines);
        if (text.length() <= LONG) {
            boolean many = text.chars().filter(c -> c == ',').count() >= MANY;
            Check.that(many || (members != null) == DICTIONARY.matcher(text).matches(), "dictionary: " + text);
            Check.that(many || (strings != null) == STRINGS.matcher(text).matches(), "strings: " + text);
        }
        if (members != null) {
            Check.that(members.size() <= MANY, members.size() + " members");
        }
        if (strings != null) {
            strings.forEach(Check::oneLine);
        }
        Cost.atLength(input, bytes -> StructuredDictionary.parse(Input.lines(bytes)));
        Cost.atLength(input, bytes -> StructuredStrings.parse(Input.lines(bytes)));
    }
}
