package io.sallyport.policy.transparency;

import io.sallyport.policy.transparency.TransparencyAnswer.PublishedRule;
import java.util.List;
import java.util.Map;

/**
 * The export as a table by <a href="https://datatracker.ietf.org/doc/html/rfc4180#section-2">RFC 4180</a>: a line for each
 * rule and country, and one for a rule that has refused nobody.
 */
final class TransparencyCsv {
    static final String TYPE = "text/csv; charset=utf-8; header=present";

    private static final String HEAD =
            "rule,action,status,mode,sites,lists,clientCountries,destinationCountries,authority,reference,reason,"
                    + "validFrom,validUntil,inForce,inForceSince,country,blocked\r\n";

    private TransparencyCsv() {}

    static String of(TransparencyAnswer answer) {
        StringBuilder text = new StringBuilder(HEAD);
        for (PublishedRule rule : answer.rules()) {
            String before = rule(rule);
            Map<String, Long> blocked = rule.blocked().isEmpty() ? Map.of("", 0L) : rule.blocked();
            blocked.forEach((country, count) -> text.append(before)
                    .append(country)
                    .append(',')
                    .append(count)
                    .append("\r\n"));
        }
        return text.toString();
    }

    private static String rule(PublishedRule rule) {
        StringBuilder line = new StringBuilder();
        cell(line, rule.rule());
        cell(line, rule.action());
        cell(line, String.valueOf(rule.status()));
        cell(line, rule.mode());
        cell(line, joined(rule.sites()));
        cell(line, joined(rule.lists()));
        cell(line, joined(rule.clientCountries()));
        cell(line, joined(rule.destinationCountries()));
        cell(line, rule.authority());
        cell(line, rule.reference());
        cell(line, rule.reason());
        cell(line, rule.validFrom().orElse(""));
        cell(line, rule.validUntil().orElse(""));
        cell(line, String.valueOf(rule.inForce()));
        cell(line, rule.inForceSince().map(Object::toString).orElse(""));
        return line.toString();
    }

    private static String joined(List<String> values) {
        return String.join(" ", values);
    }

    private static void cell(StringBuilder line, String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c < ' ');
        line.append(plain ? value : '"' + value.replace("\"", "\"\"") + '"').append(',');
    }
}
