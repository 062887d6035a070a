package io.sallyport.policy.engine;

import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.Explanation.Condition;
import io.sallyport.policy.engine.hours.WeekHours;
import java.util.List;

/**
 * The conditions of one rule, lists and destination excepted, as arrays; asked in an order that leaves the dear ones for
 * last.
 */
final class Conditions {
    private final String[] methods;
    private final String[] schemes;
    private final WeekHours[] hours;
    private final int[] ports;
    private final String[] listeners;
    private final String[] routes;
    private final String[] paths;
    private final String[] users;
    private final String[] groups;
    private final Cidr[] clients;
    private final SiteSet sites;
    private final String[] countries;

    Conditions(WhenDocument when) {
        this.methods = array(when.method());
        this.schemes = array(when.scheme());
        this.hours = when.time().stream().map(WeekHours::new).toArray(WeekHours[]::new);
        this.ports = when.port().stream().mapToInt(Integer::intValue).toArray();
        this.listeners = array(when.listener());
        this.routes = array(when.route());
        this.paths = array(when.path());
        this.users = array(when.user());
        this.groups = array(when.group());
        this.clients = when.client().stream().map(Cidr::parse).toArray(Cidr[]::new);
        this.sites = SiteSet.compile(when.site());
        this.countries = array(when.clientCountry());
    }

    private static String[] array(List<String> values) {
        return values.toArray(String[]::new);
    }

    /** The first condition that does not hold. */
    Condition unmet(RequestFacts facts, CallerFacts caller) {
        if (methods.length > 0 && !contains(methods, facts.method())) {
            return Condition.METHOD;
        }
        if (schemes.length > 0 && !contains(schemes, facts.scheme())) {
            return Condition.SCHEME;
        }
        if (ports.length > 0 && !contains(ports, facts.port())) {
            return Condition.PORT;
        }
        if (listeners.length > 0 && !contains(listeners, facts.listener())) {
            return Condition.LISTENER;
        }
        if (hours.length > 0 && !contains(hours, caller.nowMillis())) {
            return Condition.TIME;
        }
        return unmetFurther(facts, caller);
    }

    private Condition unmetFurther(RequestFacts facts, CallerFacts caller) {
        if (routes.length > 0 && !contains(routes, caller.routeName())) {
            return Condition.ROUTE;
        }
        if (paths.length > 0 && !covers(PathForm.of(facts.path()))) {
            return Condition.PATH;
        }
        Condition unmet = unmetByUser(caller);
        return unmet == Condition.NONE ? unmetByPlace(facts, caller) : unmet;
    }

    private Condition unmetByUser(CallerFacts caller) {
        if (users.length > 0 && (caller.user().isEmpty() || !contains(users, caller.user()))) {
            return Condition.USER;
        }
        return groups.length > 0 && !meets(caller.groups()) ? Condition.GROUP : Condition.NONE;
    }

    private Condition unmetByPlace(RequestFacts facts, CallerFacts caller) {
        if (clients.length > 0 && !contains(clients, facts.client())) {
            return Condition.CLIENT;
        }
        if (!sites.allows(facts.authority().host())) {
            return Condition.SITE;
        }
        return countries.length > 0 && !contains(countries, caller.country())
                ? Condition.CLIENT_COUNTRY
                : Condition.NONE;
    }

    private boolean covers(String path) {
        for (String prefix : paths) {
            if (isBelow(prefix, path)) {
                return true;
            }
        }
        return false;
    }

    /** {@code /a} and {@code /a/} both cover {@code /a/b}, and neither covers {@code /ab}. */
    private static boolean isBelow(String prefix, String path) {
        int end = prefix.length();
        return path.startsWith(prefix)
                && (path.length() == end || prefix.charAt(end - 1) == '/' || path.charAt(end) == '/');
    }

    private boolean meets(List<String> memberOf) {
        for (int i = 0; i < memberOf.size(); i++) {
            if (contains(groups, memberOf.get(i))) {
                return true;
            }
        }
        return false;
    }

    static boolean contains(String[] all, String one) {
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

    private static boolean contains(WeekHours[] all, long millis) {
        for (WeekHours one : all) {
            if (one.contain(millis)) {
                return true;
            }
        }
        return false;
    }

    static boolean contains(Cidr[] ranges, IpAddress address) {
        for (Cidr range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
