package io.sallyport.policy.engine.replay;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.Destination;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.list.NameSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A request of which everything is known, judged as an edge judges it, and the record that the edge would write. */
record Truth(
        long id,
        boolean forward,
        String method,
        String scheme,
        String host,
        String path,
        String client,
        String country,
        String user,
        List<String> groups,
        String address,
        String destinationCountry,
        boolean anonymous) {
    static final Map<String, NameSet> LISTS = Map.of("ads", NameSet.of(List.of("ads.test")));

    /** How it came out. */
    record Came(String rule, boolean refused, boolean loggedIn) {}

    RequestFacts facts() {
        return new RequestFacts(
                forward ? "egress" : "web",
                forward,
                method,
                scheme,
                Authority.parse(host),
                path,
                null,
                IpAddress.parse(client),
                HeaderList.EMPTY);
    }

    /** Whether it gets through a gate: the same for the same gate, and as good as drawn for another one. */
    boolean passes(RuleDocument gate) {
        return Objects.hash(gate.toString(), id) % 3 != 0;
    }

    Came under(PoliciesDocument document) {
        PolicyTable table = PolicyTable.compile(document, LISTS);
        boolean loggedIn = false;
        int next = 0;
        while (true) {
            CallerFacts caller = new CallerFacts.Known(
                    "",
                    country,
                    loggedIn ? user : "",
                    loggedIn ? groups : List.of(),
                    id * 1000,
                    forward ? new Destination(IpAddress.parse(address), destinationCountry) : Destination.UNRESOLVED);
            Verdict verdict = table.decide(facts(), caller, next);
            if (verdict instanceof Verdict.Gate gate) {
                RuleDocument rule = document.rules().get(gate.next() - 1);
                boolean passes = passes(rule);
                loggedIn |= passes && rule.then().require().isPresent();
                if (!passes && !gate.report()) {
                    return new Came(gate.rule(), true, loggedIn);
                }
                next = gate.next();
            } else if (verdict instanceof Verdict.Reported reported) {
                next = reported.next();
            } else {
                return new Came(verdict.rule(), verdict instanceof Verdict.Block, loggedIn);
            }
        }
    }

    AccessRecord record(PoliciesDocument running) {
        Came outcome = under(running);
        boolean tunnel = scheme.isEmpty();
        return new AccessRecord(
                id,
                id * 1_000_000,
                10,
                5,
                tunnel ? Kind.TUNNEL : Kind.EXCHANGE,
                forward ? Direction.FORWARD : Direction.REVERSE,
                forward ? "egress" : "web",
                "HTTP/1.1",
                anonymous ? "~c0ffee" + client.hashCode() : client,
                method,
                scheme,
                host,
                anonymous ? "" : path,
                outcome.refused() ? 404 : 200,
                outcome.refused() ? Outcome.RULE_BLOCKED : Outcome.FORWARDED,
                outcome.rule(),
                "",
                "",
                forward && !outcome.refused() && id % 2 == 0 ? address + ":443" : "",
                "",
                "",
                0,
                0,
                7,
                1,
                "",
                "",
                !outcome.loggedIn() ? "" : anonymous ? "~" + user.hashCode() : user,
                "",
                1,
                "",
                "",
                id % 3 == 0 ? country : "",
                forward && id % 4 == 0 ? destinationCountry : "",
                "");
    }
}
