package io.sallyport.policy.engine.pac;

import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.ValidDocument;
import io.sallyport.http.Cidr;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.AddressClass;
import io.sallyport.policy.engine.list.HostNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What of a rule a client can hold a target against.
 *
 * @param refuses      whether it keeps requests from their target; else it allows them
 * @param certain      whether a target that meets the conditions here meets all of the rule's
 * @param exact        names and address literals; empty together with {@code below}: every site
 * @param below        names whose descendants are meant
 * @param ports        empty: every port
 * @param destinations ranges that the target's address must be in; empty: every address
 * @param opens        ranges that an allow opens
 * @param exit         whether an allow leads to a way out on which somebody else resolves the target
 */
record AdviceRule(
        boolean refuses,
        boolean certain,
        List<String> exact,
        List<String> below,
        List<Integer> ports,
        List<Cidr> destinations,
        List<Cidr> opens,
        boolean exit) {
    private static final int WHOLE = 128;

    /**
     * Empty for a rule that says nothing here: a gate, one on trial, or one that refuses by a list of names.
     *
     * @param clientKnown whether the rule's condition on clients is known to hold
     */
    static Optional<AdviceRule> of(RuleDocument rule, boolean clientKnown) {
        boolean refuses = rule.then().refuses();
        Optional<AllowDocument> allow = rule.then().permission();
        boolean silent = refuses
                && (rule.mode() == RuleDocument.Mode.REPORT
                        || !rule.when().list().isEmpty());
        if (silent || (!refuses && allow.isEmpty())) {
            return Optional.empty();
        }
        WhenDocument when = rule.when();
        List<String> exact = new ArrayList<>();
        List<String> below = new ArrayList<>();
        for (String site : when.site()) {
            boolean wildcard = site.startsWith("*.");
            String name = HostNames.normalise(wildcard ? site.substring(2) : site);
            (wildcard ? below : exact).add(Objects.requireNonNull(name));
        }
        return Optional.of(new AdviceRule(
                refuses,
                isCertain(rule) && (clientKnown || rule.when().client().isEmpty()),
                exact,
                below,
                when.port(),
                when.destination().stream().map(Cidr::parse).toList(),
                allow.map(AllowDocument::targets).orElse(List.of()).stream()
                        .map(Cidr::parse)
                        .toList(),
                allow.flatMap(AllowDocument::exit).isPresent()));
    }

    /** Whether nothing is asked of the request but its listener, client, site and port. */
    private static boolean isCertain(RuleDocument rule) {
        WhenDocument when = rule.when();
        return when.list().isEmpty()
                && when.method().isEmpty()
                && when.path().isEmpty()
                && when.clientCountry().isEmpty()
                && when.user().isEmpty()
                && when.group().isEmpty()
                && when.scheme().isEmpty()
                && !when.asksDestination()
                && when.time().isEmpty()
                && ValidDocument.ALWAYS.equals(rule.valid());
    }

    boolean asksSite() {
        return !exact.isEmpty() || !below.isEmpty();
    }

    /** @param address of a literal; {@code null} for a name */
    boolean mayMatch(String host, @Nullable IpAddress address, int port) {
        return (ports.isEmpty() || ports.contains(port))
                && (!asksSite() || exact.contains(host) || isBelow(host))
                && (destinations.isEmpty() || address == null || contains(destinations, address));
    }

    private boolean isBelow(String host) {
        for (String name : below) {
            if (host.endsWith("." + name)) {
                return true;
            }
        }
        return false;
    }

    /** Whether an allow may let the target be dialled: of a name anything can come. */
    boolean mayOpen(@Nullable IpAddress address) {
        if (exit || address == null) {
            return exit || !opens.isEmpty();
        }
        boolean whole = AddressClass.of(address) == AddressClass.METADATA;
        return opens.stream().anyMatch(range -> range.contains(address) && (!whole || range.prefix() == WHOLE));
    }

    private static boolean contains(List<Cidr> ranges, IpAddress address) {
        return ranges.stream().anyMatch(range -> range.contains(address));
    }
}
