package io.sallyport.policy.engine.pac;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which targets a client had better reach by itself: plain names and special addresses that dial safety lets nobody reach
 * through the listener. Everything else goes to the proxy, what a rule blocks included: the advice is no way round a
 * rule. Drawn from the same document that decides; where that asks for what a client cannot know, the proxy is asked.
 * Immutable.
 */
public final class ProxyAdvice {
    private static final String LOCALHOST = "localhost";

    /** What stands in {@code no_proxy}, as far as no rule opens or refuses any of it. */
    private static final List<Cidr> LOCAL_RANGES = List.of(
            Cidr.parse("127.0.0.0/8"),
            Cidr.parse("10.0.0.0/8"),
            Cidr.parse("172.16.0.0/12"),
            Cidr.parse("192.168.0.0/16"),
            Cidr.parse("169.254.0.0/16"),
            Cidr.parse("::1"),
            Cidr.parse("fc00::/7"),
            Cidr.parse("fe80::/10"));

    private final List<AdviceRule> rules;
    private final boolean refusesRest;

    private ProxyAdvice(List<AdviceRule> rules, boolean refusesRest) {
        this.rules = List.copyOf(rules);
        this.refusesRest = refusesRest;
    }

    /**
     * For one client of one listener.
     *
     * @param client {@code null} for any: rules on clients may hold
     */
    public static ProxyAdvice of(PoliciesDocument document, String listener, @Nullable IpAddress client) {
        List<AdviceRule> rules = new ArrayList<>();
        for (RuleDocument rule : document.rules()) {
            if (mayConcern(rule.when(), listener, client)) {
                AdviceRule.of(rule, client != null).ifPresent(rules::add);
            }
        }
        return new ProxyAdvice(rules, document.fallback() == DefaultAction.BLOCK);
    }

    private static boolean mayConcern(WhenDocument when, String listener, @Nullable IpAddress client) {
        return when.route().isEmpty()
                && (when.listener().isEmpty() || when.listener().contains(listener))
                && (when.client().isEmpty()
                        || client == null
                        || when.client().stream()
                                .anyMatch(range -> Cidr.parse(range).contains(client)));
    }

    /** @param host in the form of {@link io.sallyport.http.Authority} */
    public boolean isDirect(String host, int port) {
        IpAddress address = IpAddress.parse(host);
        boolean local = address == null ? isPlain(host) : AddressClass.of(address) != AddressClass.PUBLIC;
        if (!local) {
            return false;
        }
        for (AdviceRule rule : rules) {
            if (rule.mayMatch(host, address, port)) {
                if (rule.refuses() || rule.mayOpen(address)) {
                    return false;
                }
                if (rule.certain()) {
                    return true;
                }
            }
        }
        return !refusesRest;
    }

    /** A name that only the client's own network knows. */
    private static boolean isPlain(String host) {
        return host.indexOf('.') < 0 || host.endsWith("." + LOCALHOST);
    }

    /** The same for {@code no_proxy}, which knows no ports: only what is direct on all of them. */
    public List<String> alwaysDirect() {
        List<String> direct = new ArrayList<>();
        if (isAlwaysDirect(null)) {
            direct.add(LOCALHOST);
        }
        for (Cidr range : LOCAL_RANGES) {
            if (isAlwaysDirect(range)) {
                direct.add(range.prefix() == 128 ? range.base().toString() : range.toString());
            }
        }
        return direct;
    }

    /** @param range {@code null} for {@code localhost} */
    private boolean isAlwaysDirect(@Nullable Cidr range) {
        for (AdviceRule rule : rules) {
            if (mayTouch(rule, range)) {
                if (rule.refuses() || mayOpen(rule, range)) {
                    return false;
                }
                if (rule.certain() && !rule.asksSite() && rule.ports().isEmpty()) {
                    return true;
                }
            }
        }
        return !refusesRest;
    }

    private static boolean mayTouch(AdviceRule rule, @Nullable Cidr range) {
        if (range == null) {
            return !rule.asksSite() || rule.exact().contains(LOCALHOST);
        }
        return !rule.asksSite() || rule.exact().stream().anyMatch(site -> holds(range, site));
    }

    private static boolean holds(Cidr range, String site) {
        IpAddress address = IpAddress.parse(site);
        return address != null && range.contains(address);
    }

    private static boolean mayOpen(AdviceRule rule, @Nullable Cidr range) {
        if (rule.exit() || range == null) {
            return rule.mayOpen(null);
        }
        return rule.opens().stream().anyMatch(open -> open.contains(range.base()) || range.contains(open.base()));
    }

    List<AdviceRule> rules() {
        return rules;
    }

    boolean refusesRest() {
        return refusesRest;
    }
}
