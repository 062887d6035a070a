package io.sallyport.policy.engine;

import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One rule with its conditions as arrays and its verdicts made beforehand, one for each list. */
final class CompiledRule {
    private final String name;
    private final String[] methods;
    private final int[] ports;
    private final String[] listeners;
    private final Cidr[] clients;
    private final SiteSet sites;
    private final NameSet[] lists;
    private final String[] listNames;
    /** By list; one alone when the rule asks no list. */
    private final Verdict[] verdicts;

    CompiledRule(RuleDocument rule, Map<String, NameSet> listsByName) {
        WhenDocument when = rule.when();
        this.name = rule.name();
        this.methods = when.method().toArray(String[]::new);
        this.ports = when.port().stream().mapToInt(Integer::intValue).toArray();
        this.listeners = when.listener().toArray(String[]::new);
        this.clients = when.client().stream().map(Cidr::parse).toArray(Cidr[]::new);
        this.sites = SiteSet.compile(when.site());
        this.listNames = when.list().toArray(String[]::new);
        this.lists =
                when.list().stream().map(list -> required(list, listsByName)).toArray(NameSet[]::new);
        this.verdicts = verdicts(rule);
    }

    private static NameSet required(String list, Map<String, NameSet> listsByName) {
        NameSet names = listsByName.get(list);
        if (names == null) {
            throw new IllegalArgumentException("list: found \"" + list + "\", allowed: " + listsByName.keySet());
        }
        return names;
    }

    private static Verdict[] verdicts(RuleDocument rule) {
        List<String> lists = rule.when().list();
        if (lists.isEmpty()) {
            return new Verdict[] {verdict(rule, "")};
        }
        return lists.stream().map(list -> verdict(rule, list)).toArray(Verdict[]::new);
    }

    private static Verdict verdict(RuleDocument rule, String list) {
        if (rule.then().allow().isPresent()) {
            return new Verdict.Allow(
                    rule.name(), DialRules.from(rule.then().allow().get()));
        }
        return new Verdict.Block(rule.status(), rule.name(), rule.reason(), rule.reference(), list);
    }

    String name() {
        return name;
    }

    /** What the rule says, or {@code null} when it does not apply. */
    @Nullable
    Verdict verdict(RequestFacts facts) {
        if (unmet(facts) != Condition.NONE) {
            return null;
        }
        int list = list(facts.authority().host());
        return list < 0 ? null : verdicts[list];
    }

    /** The first condition besides the lists that does not hold. */
    Condition unmet(RequestFacts facts) {
        if (methods.length > 0 && !contains(methods, facts.method())) {
            return Condition.METHOD;
        }
        if (ports.length > 0 && !contains(ports, facts.port())) {
            return Condition.PORT;
        }
        if (listeners.length > 0 && !contains(listeners, facts.listener())) {
            return Condition.LISTENER;
        }
        if (clients.length > 0 && !contains(clients, facts.client())) {
            return Condition.CLIENT;
        }
        return sites.allows(facts.authority().host()) ? Condition.NONE : Condition.SITE;
    }

    /** Index of the first list that covers the host, -1 when none does; 0 when the rule asks no list. */
    int list(String host) {
        if (lists.length == 0) {
            return 0;
        }
        for (int i = 0; i < lists.length; i++) {
            if (lists[i].covers(host)) {
                return i;
            }
        }
        return -1;
    }

    Explanation explanation(String host, int list, List<Explanation.Step> steps) {
        if (lists.length == 0) {
            return new Explanation(verdicts[0], steps, "", "");
        }
        String listed = host.substring(lists[list].covering(host));
        return new Explanation(verdicts[list], steps, listNames[list], listed);
    }

    private static boolean contains(String[] all, String one) {
        for (String candidate : all) {
            if (candidate.equals(one)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(int[] all, int one) {
        for (int candidate : all) {
            if (candidate == one) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(Cidr[] ranges, IpAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
