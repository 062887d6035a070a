package io.sallyport.policy.engine.entry;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.ValidDocument;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import io.sallyport.http.Cidr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds listeners of the forward side that anybody could go through: bound beyond loopback, without a login, and with a
 * rule or a default that lets a client through of which nothing is known. A verdict is out of a stranger's reach when
 * its own conditions name clients ({@link Strangers}) or users, or when one rule before it stops at least the same
 * requests: a refusal, or a proof of who the client is. Errs on the safe side: rules that stop only together what a
 * verdict lets through are not seen, nor is it believed that a site, a country, a port or a time keeps strangers out.
 */
public final class OpenRelay {
    private static final String INSIDE = "client: [10.0.0.0/8, 172.16.0.0/12, 192.168.0.0/16]";

    private OpenRelay() {}

    /**
     * What lets strangers through.
     *
     * @param path in the policy, such as {@code rules[3]} or {@code default}
     * @param rule its name
     */
    record Opening(String path, String rule) {}

    /** One problem in the policy for each open listener, at the verdict that opens it. */
    public static List<Problem> inPolicy(PoliciesDocument document, List<ListenerConfig> listeners) {
        List<Problem> problems = new ArrayList<>();
        for (ListenerConfig listener : listeners) {
            opening(document, listener)
                    .ifPresent(opening -> problems.add(new Problem(
                            opening.path(),
                            "a way through listener " + listener.name() + " (" + listener.bind()
                                    + ") for anybody, which would be an open relay",
                            remedy(opening, listener))));
        }
        return problems;
    }

    /** One problem in the settings for each open listener, at its address. */
    public static List<Problem> inSettings(PoliciesDocument document, List<ListenerConfig> listeners) {
        List<Problem> problems = new ArrayList<>();
        for (int i = 0; i < listeners.size(); i++) {
            ListenerConfig listener = listeners.get(i);
            String at = "listeners[" + i + "].bind";
            opening(document, listener)
                    .ifPresent(opening -> problems.add(new Problem(
                            at,
                            '"' + listener.bind().toString() + "\" for anybody, because " + words(opening)
                                    + " of policies.yaml lets every client through, which would be an open relay",
                            remedy(opening, listener))));
        }
        return problems;
    }

    /** The first verdict by which a stranger gets through a listener; empty for one that is closed. */
    static Optional<Opening> opening(PoliciesDocument document, ListenerConfig listener) {
        if (!isExposed(listener)) {
            return Optional.empty();
        }
        List<RuleDocument> rules = document.rules();
        for (int i = 0; i < rules.size(); i++) {
            RuleDocument rule = rules.get(i);
            boolean lets = rule.then().permission().isPresent() && rule.mode() == Mode.ENFORCE;
            if (lets
                    && Strangers.meet(rule.when(), listener.name(), isToldByAnybody(listener))
                    && !isStopped(rule.when(), rules.subList(0, i), listener.name())) {
                return Optional.of(new Opening("rules[" + i + "]", rule.name()));
            }
        }
        boolean falls = document.fallback() == DefaultAction.ALLOW;
        return falls && !isStopped(WhenDocument.ALWAYS, rules, listener.name())
                ? Optional.of(new Opening("default", "default"))
                : Optional.empty();
    }

    /** Whether anybody may write the header that says who the client is: then no address says who it is. */
    private static boolean isToldByAnybody(ListenerConfig listener) {
        return listener.proxyProtocol()
                && listener.trust().stream().map(Cidr::parse).anyMatch(Strangers::isWide);
    }

    private static boolean isExposed(ListenerConfig listener) {
        return listener.mode().isForward() && !listener.bind().isLoopback() && listener.auth() == Auth.NONE;
    }

    /** Names of the listeners that strangers reach. */
    public static Set<String> exposed(List<ListenerConfig> listeners) {
        return listeners.stream()
                .filter(OpenRelay::isExposed)
                .map(ListenerConfig::name)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether an unlock is for clients that are known: by a login, or by an address in a range that is not wide. */
    public static boolean isForKnown(Unlock unlock) {
        boolean named = !unlock.user().isEmpty() || !unlock.group().isEmpty();
        return named || (!unlock.client().isEmpty() && !Strangers.isWide(Cidr.parse(unlock.client())));
    }

    private static boolean isStopped(WhenDocument when, List<RuleDocument> before, String listener) {
        return before.stream().anyMatch(rule -> stops(rule) && Strangers.covers(rule.when(), when, listener));
    }

    private static boolean stops(RuleDocument rule) {
        boolean refuses = rule.then().refuses() || rule.then().require().isPresent();
        return refuses && rule.mode() == Mode.ENFORCE && rule.valid().equals(ValidDocument.ALWAYS);
    }

    private static String words(Opening opening) {
        return opening.path().equals("default") ? "default" : "rule " + opening.rule() + " (" + opening.path() + ')';
    }

    private static String remedy(Opening opening, ListenerConfig listener) {
        if (isToldByAnybody(listener) && !opening.path().equals("default")) {
            return "trust with the addresses of the proxies in front alone, because whoever is in it may name any client";
        }
        String name = listener.name();
        String inPolicy = opening.path().equals("default")
                ? "at the end of rules `- {name: " + name + "-inside, when: {listener: [" + name + "], " + INSIDE
                        + "}, then: allow}` and `- {name: " + name + "-outside, when: {listener: [" + name
                        + "]}, then: block, status: 403}`"
                : '`' + INSIDE + "` in the when of rule " + opening.rule();
        return "clients that are known; write in policies.yaml " + inPolicy
                + " with the ranges of your clients, or at the "
                + "listener in sallyport.yaml `auth: basic` and `users: secrets/users.txt` (lines name:hash, as htpasswd -B "
                + "makes them), or `bind: \"" + (listener.bind().host().contains(":") ? "[::1]" : "127.0.0.1") + ':'
                + listener.bind().port() + '"' + "`";
    }
}
