package io.sallyport.standalone.check;

import io.sallyport.contract.policy.ListDocument.Format;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A name near the beginning of a list. */
final class SampleName {
    private static final String NAME = "([\\w-]+(?:\\.[\\w-]+)+)";
    private static final Pattern HOSTS = Pattern.compile("(?m)^[ \\t]*[0-9a-fA-F.:]+[ \\t]+" + NAME + "\\.?(?=\\s|$)");
    private static final Pattern DOMAINS =
            Pattern.compile("(?m)^[ \\t]*(?:\\*?\\.)?" + NAME + "\\.?[ \\t]*(?:#.*)?\\r?$");
    private static final Pattern ADBLOCK = Pattern.compile("(?m)^\\|\\|" + NAME + "\\^\\r?$");
    private static final Pattern RPZ =
            Pattern.compile("(?mi)^" + NAME + "[ \\t]+(?:\\d+[ \\t]+)?(?:IN[ \\t]+)?CNAME[ \\t]+\\*?\\.(?=\\s|$)");

    private SampleName() {}

    /** Of the beginning of a list; empty when there is none. */
    static String of(String text, Format format) {
        Pattern line = switch (format) {
            case HOSTS -> HOSTS;
            case DOMAINS -> DOMAINS;
            case ADBLOCK -> ADBLOCK;
            case RPZ -> RPZ;
        };
        Matcher found = line.matcher(text);
        while (found.find()) {
            if (!found.group(1).equals("0.0.0.0") && !found.group(1).startsWith("localhost.")) {
                return found.group(1);
            }
        }
        return "";
    }
}
