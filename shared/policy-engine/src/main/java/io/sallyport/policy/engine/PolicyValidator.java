package io.sallyport.policy.engine;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.http.Cidr;
import io.sallyport.policy.engine.exit.ExitValidator;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ObjIntConsumer;

/** Finds what a policy document gets wrong that its records alone cannot see. A document without problems compiles. */
public final class PolicyValidator {
    private final PoliciesDocument document;
    private final Optional<Set<String>> listeners;
    private final Set<String> lists = new TreeSet<>();
    private final Set<String> exits = new TreeSet<>();
    private final List<Problem> problems = new ArrayList<>();

    private PolicyValidator(PoliciesDocument document, Optional<Set<String>> listeners) {
        this.document = document;
        this.listeners = listeners;
        document.lists().forEach(list -> lists.add(list.name()));
        document.exits().forEach(exit -> exits.add(exit.name()));
        document.exits().forEach(exit -> exit.country().ifPresent(country -> exits.add("country:" + country)));
    }

    /** Problems in the order of the document; listener names are taken as they are. */
    public static List<Problem> validate(PoliciesDocument document) {
        return new PolicyValidator(document, Optional.empty()).problems();
    }

    /** Problems in the order of the document; {@code listeners} are the names that rules may use. */
    public static List<Problem> validate(PoliciesDocument document, Set<String> listeners) {
        return new PolicyValidator(document, Optional.of(new TreeSet<>(listeners))).problems();
    }

    /**
     * Rules that name a route which is not among {@code routes}. Told when both documents are at hand; rules and routes
     * change apart from each other, so a rule for a route to come is no mistake at run time.
     */
    public static List<Problem> unknownRoutes(PoliciesDocument document, Set<String> routes) {
        PolicyValidator validator = new PolicyValidator(document, Optional.empty());
        each(
                document.rules(),
                (rule, i) -> each(
                        rule.when().route(),
                        (name, j) -> validator.known(
                                name, new TreeSet<>(routes), "routes", "rules[" + i + "].when.route[" + j + "]")));
        return List.copyOf(validator.problems);
    }

    private List<Problem> problems() {
        Set<String> listNames = new HashSet<>();
        each(document.lists(), (list, i) -> list(list, "lists[" + i + "]", listNames));
        Set<String> exitNames = new HashSet<>();
        each(document.exits(), (exit, i) -> exit(exit, "exits[" + i + "]", exitNames));
        Set<String> ruleNames = new HashSet<>();
        each(document.rules(), (rule, i) -> rule(rule, "rules[" + i + "]", ruleNames));
        return List.copyOf(problems);
    }

    private void list(ListDocument list, String at, Set<String> seen) {
        if (!seen.add(list.name())) {
            add(at + ".name", quoted(list.name()) + " again", "a name that no other list has");
        }
        list.file().ifPresent(file -> file(file, at + ".file"));
        if (list.file().isPresent() == list.url().isPresent()) {
            add(at, list.file().isPresent() ? "both file and url" : "neither file nor url", "one of the two");
        } else if (list.file().isPresent()) {
            fetching(list, at);
        }
    }

    /** What belongs to fetching does nothing to a file; what stands at its default may have been written by a machine. */
    private void fetching(ListDocument list, String at) {
        String allowed = "nothing, because the list is a file; only with url";
        if (!list.refresh().equals(ListDocument.DEFAULT_REFRESH)) {
            add(at + ".refresh", list.refresh().toSeconds() + "s", allowed);
        }
        if (!list.maxSize().equals(ListDocument.DEFAULT_MAX_SIZE)) {
            add(at + ".maxSize", String.valueOf(list.maxSize()), allowed);
        }
        if (list.untilFetched() != ListDocument.UntilFetched.CLOSED) {
            add(at + ".untilFetched", quoted("open"), allowed);
        }
    }

    private void exit(ExitDocument exit, String at, Set<String> seen) {
        if (!seen.add(exit.name())) {
            add(at + ".name", quoted(exit.name()) + " again", "a name that no other exit has");
        }
        problems.addAll(ExitValidator.problems(exit, at));
    }

    private void file(String file, String at) {
        if (file.startsWith("/") || List.of(file.split("[/\\\\]")).contains("..")) {
            add(at, quoted(file), "a path inside the configuration folder");
        }
    }

    private void rule(RuleDocument rule, String at, Set<String> seen) {
        if (rule.name().equals(PolicyTable.DEFAULT_RULE)) {
            add(at + ".name", quoted(rule.name()), "another name, this one stands for no rule");
        } else if (!seen.add(rule.name())) {
            add(at + ".name", quoted(rule.name()) + " again", "a name that no other rule has");
        }
        when(rule.when(), at + ".when");
        rule.then().permission().ifPresent(allow -> allow(rule, allow, at));
        rule.then().require().ifPresent(require -> require(rule, require, at));
        if (rule.then().drop() && rule.status() != RuleDocument.defaultStatus(rule.then())) {
            add(at + ".status", String.valueOf(rule.status()), "no status, because the rule gives no answer");
        }
    }

    private void when(RuleDocument.WhenDocument when, String at) {
        each(when.site(), (site, i) -> {
            if (SiteSet.normalise(site) == null) {
                add(at + ".site[" + i + "]", quoted(site), SiteSet.ALLOWED);
            }
        });
        each(when.list(), (list, i) -> known(list, lists, "lists", at + ".list[" + i + "]"));
        each(when.client(), (range, i) -> range(range, at + ".client[" + i + "]"));
        listeners.ifPresent(names ->
                each(when.listener(), (name, i) -> known(name, names, "listeners", at + ".listener[" + i + "]")));
        each(when.method(), (method, i) -> method(method, at + ".method[" + i + "]"));
        each(when.port(), (port, i) -> port(port, at + ".port[" + i + "]"));
        each(when.path(), (path, i) -> path(path, at + ".path[" + i + "]"));
        each(when.clientCountry(), (country, i) -> country(country, at + ".clientCountry[" + i + "]"));
        each(when.destinationCountry(), (country, i) -> country(country, at + ".destinationCountry[" + i + "]"));
        each(when.destination(), (range, i) -> range(range, at + ".destination[" + i + "]"));
        each(when.scheme(), (scheme, i) -> scheme(scheme, at + ".scheme[" + i + "]"));
    }

    private void scheme(String scheme, String at) {
        if (!scheme.equals("http") && !scheme.equals("https")) {
            add(at, quoted(scheme), "http, https");
        }
    }

    private void path(String path, String at) {
        if (!path.startsWith("/") || path.contains("?") || path.contains("#")) {
            add(at, quoted(path), "a path such as /admin, without query");
        }
    }

    private void country(String country, String at) {
        boolean code = country.length() == 2 && country.chars().allMatch(c -> c >= 'A' && c <= 'Z');
        if (!code && !country.equals(CallerFacts.UNKNOWN) && !country.equals(CallerFacts.PRIVATE)) {
            add(at, quoted(country), "two capital letters such as DE, private, unknown");
        }
    }

    private void allow(RuleDocument rule, AllowDocument allow, String at) {
        if (rule.status() != RuleDocument.defaultStatus(rule.then())) {
            add(at + ".status", String.valueOf(rule.status()), "no status, because the rule allows");
        }
        String exit = at + (rule.then().exit().isPresent() ? ".then.exit" : ".then.allow.exit");
        allow.exit().ifPresent(name -> known(name, exits, "exits", exit));
        if (!rule.when().route().isEmpty()) {
            String allowed = "none with when.route, which matches on reverse listeners alone";
            allow.exit().ifPresent(name -> add(exit, quoted(name), allowed));
            allow.profile().ifPresent(name -> add(at + ".then.allow.profile", quoted(word(name)), allowed));
        }
        each(allow.targets(), (range, i) -> range(range, at + ".then.allow.targets[" + i + "]"));
        each(allow.ports(), (port, i) -> port(port, at + ".then.allow.ports[" + i + "]"));
    }

    private void require(RuleDocument rule, RequireDocument require, String at) {
        if (rule.status() != RuleDocument.defaultStatus(rule.then())) {
            add(at + ".status", String.valueOf(rule.status()), "no status, because a login has its own");
        }
        String then = at + ".then.require.";
        require.basic().ifPresent(basic -> file(basic.users(), then + "basic.users"));
        require.apiKey().ifPresent(keys -> file(keys.keys(), then + "apiKey.keys"));
        require.jwt().filter(jwt -> !jwt.fetched()).ifPresent(jwt -> file(jwt.jwks(), then + "jwt.jwks"));
    }

    private void known(String name, Set<String> names, String what, String at) {
        if (names.contains(name)) {
            return;
        }
        String allowed = names.isEmpty() ? "nothing, because there are no " + what : String.join(", ", names);
        add(at, quoted(name), allowed);
    }

    /** The message of {@link Cidr#parse} comes apart into the two halves of a problem. */
    private void range(String range, String at) {
        try {
            Cidr.parse(range);
        } catch (IllegalArgumentException e) {
            String message = String.valueOf(e.getMessage());
            add(at, quoted(range), message.substring(message.indexOf("allowed: ") + "allowed: ".length()));
        }
    }

    private void method(String method, String at) {
        if (!method.chars().allMatch(PolicyValidator::isMethodChar) || method.isEmpty()) {
            // Methods are case-sensitive (RFC 9110 section 9.1), so "get" would never match and nobody would notice.
            add(at, quoted(method), "a method in upper case, such as GET");
        }
    }

    private static boolean isMethodChar(int c) {
        return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    }

    private void port(int port, String at) {
        if (port < 1 || port > 65535) {
            add(at, String.valueOf(port), "1 to 65535");
        }
    }

    private void add(String path, String found, String allowed) {
        problems.add(new Problem(path, found, allowed));
    }

    private static String word(Enum<?> name) {
        return name.name().toLowerCase(Locale.ROOT);
    }

    private static String quoted(String text) {
        return "\"" + text + "\"";
    }

    private static <T> void each(List<T> all, ObjIntConsumer<T> visit) {
        for (int i = 0; i < all.size(); i++) {
            visit.accept(all.get(i), i);
        }
    }
}
