package io.sallyport.policy.engine.replay;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.list.NameSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A policy compiled several times, each time without conditions that cannot be judged: such a table names every rule that may
 * apply, and a rule that has lost a condition may as well not. There are as many as kinds of records, a few dozen at most. Not
 * thread-safe.
 */
final class OpenTables {
    private final PoliciesDocument document;
    private final Map<String, NameSet> lists;
    private final Map<Set<Unknown>, PolicyTable> tables = new HashMap<>();
    private final Map<String, Integer> indexes = new HashMap<>();

    OpenTables(PoliciesDocument document, Map<String, NameSet> lists) {
        this.document = document;
        this.lists = Map.copyOf(lists);
        for (int i = 0; i < document.rules().size(); i++) {
            indexes.put(document.rules().get(i).name(), i);
        }
    }

    /** The table without conditions on what is not known. */
    PolicyTable without(Set<Unknown> unknown) {
        return tables.computeIfAbsent(unknown, missing -> PolicyTable.compile(open(missing), lists));
    }

    private PoliciesDocument open(Set<Unknown> unknown) {
        List<RuleDocument> rules =
                document.rules().stream().map(rule -> open(rule, unknown)).toList();
        return new PoliciesDocument(document.lists(), document.exits(), rules, document.fallback());
    }

    private static RuleDocument open(RuleDocument rule, Set<Unknown> unknown) {
        return new RuleDocument(
                rule.name(),
                open(rule.when(), unknown),
                rule.then(),
                rule.status(),
                rule.reason(),
                rule.reference(),
                rule.mode(),
                rule.authority(),
                rule.valid());
    }

    private static WhenDocument open(WhenDocument when, Set<Unknown> unknown) {
        return new WhenDocument(
                when.site(),
                when.list(),
                unknown.contains(Unknown.CLIENT) ? List.of() : when.client(),
                when.listener(),
                when.method(),
                when.port(),
                unknown.contains(Unknown.PATH) ? List.of() : when.path(),
                when.route(),
                unknown.contains(Unknown.CLIENT_COUNTRY) ? List.of() : when.clientCountry(),
                unknown.contains(Unknown.USER) ? List.of() : when.user(),
                unknown.contains(Unknown.GROUP) ? List.of() : when.group(),
                when.scheme(),
                unknown.contains(Unknown.DESTINATION_COUNTRY) ? List.of() : when.destinationCountry(),
                unknown.contains(Unknown.DESTINATION) ? List.of() : when.destination(),
                when.time());
    }

    /** The rules of the document in its order. */
    List<RuleDocument> rules() {
        return document.rules();
    }

    /** Where a rule stands; the number of rules for the default, -1 for none of these. */
    int indexOf(String rule) {
        return rule.equals(PolicyTable.DEFAULT_RULE) ? document.rules().size() : indexes.getOrDefault(rule, -1);
    }

    /** What a rule asks that is not known. */
    static Set<Unknown> asked(RuleDocument rule, Set<Unknown> unknown) {
        WhenDocument when = rule.when();
        Set<Unknown> asked = EnumSet.noneOf(Unknown.class);
        note(asked, Unknown.CLIENT, when.client());
        note(asked, Unknown.PATH, when.path());
        note(asked, Unknown.CLIENT_COUNTRY, when.clientCountry());
        note(asked, Unknown.USER, when.user());
        note(asked, Unknown.GROUP, when.group());
        note(asked, Unknown.DESTINATION, when.destination());
        note(asked, Unknown.DESTINATION_COUNTRY, when.destinationCountry());
        asked.retainAll(unknown);
        return asked;
    }

    private static void note(Set<Unknown> asked, Unknown kind, List<?> condition) {
        if (!condition.isEmpty()) {
            asked.add(kind);
        }
    }
}
