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
 * @param authority who has ordered it; for records, answers and the transparency export
 * @param valid     when it is in force
 */
public record RuleDocument(
        String name,
        WhenDocument when,
        ThenDocument then,
        Integer status,
        String reason,
        String reference,
        Mode mode,
        String authority,
        ValidDocument valid) {

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
     * @param scheme   {@code http} or {@code https}, as far as the request says; a tunnel has none
     * @param destinationCountry countries of the address that is dialled, as {@code clientCountry}
     * @param destination addresses or ranges in CIDR form of what is dialled
     * @param time     hours of which one must be now
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
            List<String> group,
            List<String> scheme,
            List<String> destinationCountry,
            List<String> destination,
            List<TimeDocument> time) {
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
            scheme = scheme == null ? List.of() : List.copyOf(scheme);
            destinationCountry = destinationCountry == null ? List.of() : List.copyOf(destinationCountry);
            destination = destination == null ? List.of() : List.copyOf(destination);
            time = time == null ? List.of() : List.copyOf(time);
        }

        /** Conditions on the request, its client and its site alone. */
        public WhenDocument(
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
            this(
                    site,
                    list,
                    client,
                    listener,
                    method,
                    port,
                    path,
                    route,
                    clientCountry,
                    user,
                    group,
                    null,
                    null,
                    null,
                    null);
        }

        /** Whether it can only be said when the target's address is known. */
        public boolean asksDestination() {
            return !destinationCountry.isEmpty() || !destination.isEmpty();
        }
    }

    /** Whether a rule counts. */
    public enum Mode {
        /** It does. */
        ENFORCE,
        /** It only shows in the records of requests that it would have decided on, or refused. */
        REPORT
    }

    /**
     * What to do: exactly one of these. Short forms: {@code allow}, {@code block}.
     *
     * @param allow verdict: the request may go on, and no further rule is asked
     * @param block verdict: the request is answered here
     * @param redirect verdict: the request is answered here with 302 to this URL; a tunnel is refused
     * @param drop  verdict: the connection is closed without an answer
     * @param exit  verdict: as allow, through this pool of ways out, or {@code country:NL} for one of a country
     * @param limit gate: within the limit the next rule is asked, beyond it the request is answered here
     * @param require gate: a client that proves what is required goes on to the next rule, any other is answered here
     */
    public record ThenDocument(
            Optional<AllowDocument> allow,
            boolean block,
            Optional<LimitDocument> limit,
            Optional<RequireDocument> require,
            Optional<String> redirect,
            boolean drop,
            Optional<String> exit) {
        public ThenDocument {
            allow = allow == null ? Optional.empty() : allow;
            limit = limit == null ? Optional.empty() : limit;
            require = require == null ? Optional.empty() : require;
            redirect = redirect == null ? Optional.empty() : redirect;
            redirect.ifPresent(url -> WebUrl.require(url, "redirect"));
            exit = exit == null ? Optional.empty() : exit;
            int said = (allow.isPresent() ? 1 : 0)
                    + (block ? 1 : 0)
                    + (limit.isPresent() ? 1 : 0)
                    + (require.isPresent() ? 1 : 0)
                    + (redirect.isPresent() ? 1 : 0)
                    + (drop ? 1 : 0)
                    + (exit.isPresent() ? 1 : 0);
            if (said != 1) {
                throw new IllegalArgumentException("found " + (said == 0 ? "none" : said)
                        + ", allowed: exactly one of allow, block, redirect, drop, exit, limit, require");
            }
        }

        public static ThenDocument allow(AllowDocument allow) {
            return new ThenDocument(Optional.of(allow), false, null, null, null, false, null);
        }

        public static ThenDocument limit(LimitDocument limit) {
            return new ThenDocument(null, false, Optional.of(limit), null, null, false, null);
        }

        public static ThenDocument require(RequireDocument require) {
            return new ThenDocument(null, false, null, Optional.of(require), null, false, null);
        }

        /** Whether the request may go on, with what it may do beyond the usual. */
        public Optional<AllowDocument> permission() {
            return allow.or(() -> exit.map(name -> new AllowDocument(null, null, null, Optional.of(name))));
        }

        /** Whether it is a last word that keeps the request from its target. */
        public boolean refuses() {
            return block || drop || redirect.isPresent();
        }

        public static ThenDocument parse(String text) {
            return switch (text) {
                case "allow" -> allow(new AllowDocument(null, null));
                case "block" -> new ThenDocument(null, true, null, null, null, false, null);
                case "drop" -> new ThenDocument(null, false, null, null, null, true, null);
                default ->
                    throw new IllegalArgumentException(
                            "found \"" + text
                                    + "\", allowed: allow, block, drop, {redirect: URL}, {exit: NAME}, {allow: {...}}, {limit: {...}}, {require: {...}}");
            };
        }
    }

    /**
     * What an allowed request may do beyond the usual.
     *
     * @param targets ranges in CIDR form that dial safety would refuse and that this rule opens
     * @param ports   CONNECT ports besides 443
     * @param profile what origins and records learn of the client; none: {@code anonymity.profile}
     * @param exit    pool of ways out, or {@code country:NL}; none: directly
     */
    public record AllowDocument(
            List<String> targets, List<Integer> ports, Optional<Profile> profile, Optional<String> exit) {
        public AllowDocument {
            targets = targets == null ? List.of() : List.copyOf(targets);
            ports = ports == null ? List.of() : List.copyOf(ports);
            profile = profile == null ? Optional.empty() : profile;
            exit = exit == null ? Optional.empty() : exit;
        }

        /** Directly, with the usual profile. */
        public AllowDocument(List<String> targets, List<Integer> ports) {
            this(targets, ports, null, null);
        }
    }

    public RuleDocument {
        Require.name(name, "name");
        when = when == null ? WhenDocument.ALWAYS : when;
        Require.present(
                then,
                "then",
                "allow, block, drop, {redirect: URL}, {exit: NAME}, {allow: {...}}, {limit: {...}}, {require: {...}}");
        status = Require.range(status == null ? defaultStatus(then) : status, 400, 599, "status");
        mode = mode == null ? Mode.ENFORCE : mode;
        reason = reason == null ? "" : reason;
        reference = reference == null ? "" : reference;
        authority = authority == null ? "" : authority;
        if (WebUrl.isClaimed(authority)) {
            WebUrl.require(authority, "authority");
        }
        valid = valid == null ? ValidDocument.ALWAYS : valid;
    }

    /** A rule of nobody in particular that is always in force. */
    public RuleDocument(
            String name,
            WhenDocument when,
            ThenDocument then,
            Integer status,
            String reason,
            String reference,
            Mode mode) {
        this(name, when, then, status, reason, reference, mode, null, null);
    }

    /** The status of a rule that names none. */
    public static int defaultStatus(ThenDocument then) {
        return then.limit().isPresent() ? 429 : 404;
    }
}
