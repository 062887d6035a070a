package io.sallyport.routing.validation;

import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.MatchDocument.ConditionDocument;
import io.sallyport.http.PathReading;
import io.sallyport.http.RequestTarget;
import io.sallyport.routing.act.FieldText;
import io.sallyport.routing.match.HostPattern;
import io.sallyport.routing.match.PathTemplate;
import java.util.List;

/** Checks {@code match} of a route by itself. */
final class MatchCheck {
    private final Findings findings;

    MatchCheck(Findings findings) {
        this.findings = findings;
    }

    void check(MatchDocument match, String path) {
        if (HostPattern.of(match.host()) == null) {
            findings.add(
                    path + ".host",
                    Findings.quoted(match.host()),
                    "*, a name such as shop.example, or *.name for every name below it; no port");
        }
        path(match.path(), path + ".path");
        path(match.exact(), path + ".exact");
        template(match.template(), path + ".template");
        for (int i = 0; i < match.header().size(); i++) {
            header(match.header().get(i), path + ".header[" + i + "]");
        }
        for (int i = 0; i < match.query().size(); i++) {
            values(match.query().get(i), path + ".query[" + i + "]");
        }
    }

    private void path(String text, String path) {
        if (!text.isEmpty() && !isReadInOneWay(text)) {
            findings.add(
                    path,
                    Findings.quoted(text),
                    "a percent-encoded path without query or fragment that can be read in one way only:"
                            + " no dot segments, empty segments, semicolons or encoded slashes");
        }
    }

    private static boolean isReadInOneWay(String text) {
        RequestTarget target = RequestTarget.parse(text);
        if (target == null || !target.raw().equals(text) || target.query() != null) {
            return false;
        }
        String canonical = PathReading.canonical(text);
        return canonical.equals(PathReading.careless(canonical));
    }

    private void template(String text, String path) {
        if (text.isEmpty()) {
            return;
        }
        String withValues = text.replaceAll("\\{\\w+\\*?}", "x");
        if (PathTemplate.parse(text) == null || !isReadInOneWay(withValues)) {
            findings.add(
                    path,
                    Findings.quoted(text),
                    "a path such as /users/{id}/files/{rest*}: names of letters, digits and underscores, each once"
                            + " and in the place of a whole segment; a star only at the end; at most 32 segments");
        }
    }

    private void header(ConditionDocument condition, String path) {
        if (!FieldText.isToken(condition.name())) {
            findings.add(path + ".name", Findings.quoted(condition.name()), "the name of a field, such as X-Team");
        }
        values(condition, path);
    }

    private void values(ConditionDocument condition, String path) {
        List<String> values = condition.value();
        for (int i = 0; i < values.size(); i++) {
            String value = values.get(i);
            if (!value.equals(value.strip()) || value.chars().anyMatch(Character::isISOControl)) {
                findings.add(
                        path + ".value[" + i + "]",
                        Findings.quoted(value.strip()) + " with blanks around it or control characters in it",
                        "text that a request can hold");
            }
        }
    }
}
