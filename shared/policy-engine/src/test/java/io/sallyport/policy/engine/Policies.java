package io.sallyport.policy.engine;

import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PoliciesDocument.DefaultAction;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.AllowDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import java.util.List;

/** Short ways to write documents and facts. */
final class Policies {
    static final ThenDocument BLOCK = ThenDocument.parse("block");
    static final ThenDocument ALLOW = ThenDocument.parse("allow");

    private Policies() {}

    static PoliciesDocument document(RuleDocument... rules) {
        return new PoliciesDocument(List.of(), List.of(rules), DefaultAction.ALLOW);
    }

    static RuleDocument rule(String name, WhenDocument when, ThenDocument then) {
        return new RuleDocument(name, when, then, null, null, null, null);
    }

    static ThenDocument allow(List<String> targets, List<Integer> ports) {
        return ThenDocument.allow(new AllowDocument(targets, ports));
    }

    static WhenDocument always() {
        return new WhenDocument(null, null, null, null, null, null, null, null, null, null, null);
    }

    static WhenDocument site(String... patterns) {
        return new WhenDocument(List.of(patterns), null, null, null, null, null, null, null, null, null, null);
    }

    static WhenDocument list(String... names) {
        return new WhenDocument(null, List.of(names), null, null, null, null, null, null, null, null, null);
    }

    static WhenDocument client(String... ranges) {
        return new WhenDocument(null, null, List.of(ranges), null, null, null, null, null, null, null, null);
    }

    static WhenDocument listener(String... names) {
        return new WhenDocument(null, null, null, List.of(names), null, null, null, null, null, null, null);
    }

    static WhenDocument method(String... methods) {
        return new WhenDocument(null, null, null, null, List.of(methods), null, null, null, null, null, null);
    }

    static WhenDocument port(Integer... ports) {
        return new WhenDocument(null, null, null, null, null, List.of(ports), null, null, null, null, null);
    }

    /** Facts of a GET over http on the listener {@code egress} by 192.0.2.7. */
    static RequestFacts get(String authority) {
        return facts("egress", "GET", "http", authority, "192.0.2.7");
    }

    static RequestFacts facts(String listener, String method, String scheme, String authority, String client) {
        return new RequestFacts(
                listener,
                true,
                method,
                scheme,
                Authority.parse(authority),
                "/",
                null,
                IpAddress.parse(client),
                HeaderList.EMPTY);
    }
}
