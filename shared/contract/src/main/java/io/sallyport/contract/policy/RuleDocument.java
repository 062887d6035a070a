package io.sallyport.contract.policy;

import io.sallyport.contract.Require;
import java.util.List;
import java.util.Optional;

/**
 * One rule.
 *
 * @param when      conditions that must all hold; none: every request
 * @param then      what to do
 * @param status    answer of a block or of a limit that is reached, 400 to 599
 * @param reason    for the problem body and the record
 * @param reference a law, ticket or list the reason rests on
 * @param mode      whether the rule counts
 */
public record RuleDocument(
        String name, WhenDocument when, ThenDocument then, Integer status, String reason, String reference, Mode mode) {

    /**
     * Conditions; each list holds alternatives, an empty one does not restrict.
     *
     * @param site     names, exact or {@code *.name} for every name below; an address literal matches itself
     * @param list     names of lists in the same document; a listed name covers the names below it
     * @param client   addresses or ranges in CIDR form
     * @param listener names of listeners
     * @param method   request methods
     * @param port     target ports
     * @param path     paths, each with everything below it by whole segments; matches no tunnel
     * @param route    names of routes; matches nothing on a forward listener
     * @param clientCountry ISO 3166-1 alpha-2 codes of the country that the client's address is assigned to, or
     *     {@code private}, or {@code unknown}
     * @param user     who the client has proved to be by a {@code require} rule before this one
     * @param group    groups of that user
     */
    public record WhenDocument(
            List<String> site,
            List<String> list,
            List<String> client,
            List<String> listener,
            List<String> method,
            List<Integer> port,
            List<String> path,
            List<String> route,
            List<String> clientCountry,
            List<String> user,
            List<String> group) {
        /** Holds for every request. */
        public static final WhenDocument ALWAYS =
                new WhenDocument(null, null, null, null, null, null, null, null, null, null, null);

        public WhenDocument {
            site = site == null ? List.of() : List.copyOf(site);
            list = list == null ? List.of() : List.copyOf(list);
            client = client == null ? List.of() : List.copyOf(client);
            listener = listener == null ? List.of() : List.copyOf(listener);
            method = method == null ? List.of() : List.copyOf(method);
            port = port == null ? List.of() : List.copyOf(port);
            path = path == null ? List.of() : List.copyOf(path);
            route = route == null ? List.of() : List.copyOf(route);
            clientCountry = clientCountry == null ? List.of() : List.copyOf(clientCountry);
            user = user == null ? List.of() : List.copyOf(user);
            group = group == null ? List.of() : List.copyOf(group);
        }
    }

    /** Whether a rule counts. */
    public enum Mode {
        /** It does. */
        ENFORCE,
        /** It only shows in the records of requests that it would have refused. */
        REPORT
    }

    /**
     * What to do: exactly one of these. Short forms: {@code allow}, {@code block}.
     *
     * @param allow verdict: the request may go on, and no further rule is asked
     * @param block verdict: the request is answered here
     * @param limit gate: within the limit the next rule is asked, beyond it the request is answered here
     * @param require gate: a client that proves what is required goes on to the next rule, any other is answered here
     */
    public record ThenDocument(
            Optional<AllowDocument> allow,
            boolean block,
            Optional<LimitDocument> limit,
            Optional<RequireDocument> require) {
        public ThenDocument {
            allow = allow == null ? Optional.empty() : allow;
            limit = limit == null ? Optional.empty() : limit;
            require = require == null ? Optional.empty() : require;
            int said = (allow.isPresent() ? 1 : 0)
                    + (block ? 1 : 0)
                    + (limit.isPresent() ? 1 : 0)
                    + (require.isPresent() ? 1 : 0);
            if (said != 1) {
                throw new IllegalArgumentException("found " + (said == 0 ? "none" : said)
                        + ", allowed: exactly one of allow, block, limit, require");
            }
        }

        public static ThenDocument allow(AllowDocument allow) {
            return new ThenDocument(Optional.of(allow), false, Optional.empty(), Optional.empty());
        }

        public static ThenDocument limit(LimitDocument limit) {
            return new ThenDocument(Optional.empty(), false, Optional.of(limit), Optional.empty());
        }

        public static ThenDocument require(RequireDocument require) {
            return new ThenDocument(Optional.empty(), false, Optional.empty(), Optional.of(require));
        }

        public static ThenDocument parse(String text) {
            return switch (text) {
                case "allow" -> allow(new AllowDocument(null, null));
                case "block" -> new ThenDocument(Optional.empty(), true, Optional.empty(), Optional.empty());
                default ->
                    throw new IllegalArgumentException("found \"" + text
                            + "\", allowed: allow, block, {allow: {...}}, {limit: {...}}, {require: {...}}");
            };
        }
    }

    /**
     * What an allowed request may do beyond the usual.
     *
     * @param targets ranges in CIDR form that dial safety would refuse and that this rule opens
     * @param ports   CONNECT ports besides 443
     */
    public record AllowDocument(List<String> targets, List<Integer> ports) {
        public AllowDocument {
            targets = targets == null ? List.of() : List.copyOf(targets);
            ports = ports == null ? List.of() : List.copyOf(ports);
        }
    }

    public RuleDocument {
        Require.name(name, "name");
        when = when == null ? WhenDocument.ALWAYS : when;
        Require.present(then, "then", "allow, block, {allow: {...}}, {limit: {...}}, {require: {...}}");
        status = Require.range(status == null ? defaultStatus(then) : status, 400, 599, "status");
        mode = mode == null ? Mode.ENFORCE : mode;
        reason = reason == null ? "" : reason;
        reference = reference == null ? "" : reference;
    }

    /** The status of a rule that names none. */
    public static int defaultStatus(ThenDocument then) {
        return then.limit().isPresent() ? 429 : 404;
    }
}
