package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.policy.Profile;
import io.sallyport.contract.settings.LimitsConfig;
import io.sallyport.edge.netty.EarlyBytes;
import io.sallyport.edge.problem.Problem;
import io.sallyport.http.RequestFacts;
import io.sallyport.http.forwarded.Hearsay;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.disclosure.Asking;
import io.sallyport.policy.engine.disclosure.Disclosure;
import io.sallyport.policy.engine.disclosure.LeavingFields;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What gates have found out about a request, and what they want done with it: who asks, fields for the server, fields for
 * the client, and that the request be held while somebody is asked. Owner: the loop's thread.
 */
public final class Passport {
    private static final int REPORTED_MAX = 32;

    private final Exchange exchange;
    private String user = "";
    private List<String> groups = List.of();
    private String reported = "";
    private int reporting;
    private String exit = "";
    private String left = "";
    private String list = "";
    private String unlock = "";
    private Whereabouts whereabouts;
    private Optional<Profile> profile = Optional.empty();
    private List<String> withheld = List.of();
    private List<String> told = List.of();
    private List<CharSequence> answered = List.of();
    private EarlyBytes early;
    private boolean held;
    private boolean asksAgain;

    Passport(Exchange exchange) {
        this.exchange = exchange;
    }

    /** What the server is to see of the client, and the record, as another exchange has it. */
    void sameAs(Passport other) {
        user = other.user;
        groups = other.groups;
        withheld = other.withheld;
        told = other.told;
        exit = other.exit;
        profile = other.profile;
        whereabouts = other.whereabouts;
    }

    /** Who the client has proved to be; empty for nobody. */
    public String user() {
        return user;
    }

    public List<String> groups() {
        return groups;
    }

    public void user(String name, List<String> memberOf) {
        user = name;
        groups = memberOf;
    }

    void allowedBy(Verdict.Allow verdict) {
        exit = verdict.exit();
        profile = verdict.profile();
    }

    /** Pool of ways out that the rule names, or {@code country:NL}; empty for none. */
    public String exit() {
        return exit;
    }

    /** Says which pool it really leaves by, and when none. */
    public void leavesBy(String way) {
        left = way;
    }

    /** How it has left, for the record: the pool, {@code NAME:direct} where none worked and it may fail open, else what the rule names. */
    public String left() {
        return left.isEmpty() ? exit : left;
    }

    /** What the rule says that origins and records may learn of the client; empty: the suite's own. */
    public Optional<Profile> profile() {
        return profile;
    }

    /** What leaves of the request: by the rule that let it pass, before and without one by the suite's own profile. */
    public Disclosure disclosure() {
        return exchange.listener().forward()
                ? Disclosure.of(profile.orElse(exchange.loop().anonymity().profile()))
                : Disclosure.SERVER;
    }

    /** Whether records must not tell who asks. */
    public boolean isAnonymous() {
        return disclosure() == Disclosure.STRICT;
    }

    /** {@code null} on the reverse side. */
    Asking asking() {
        return exchange.listener().forward() ? new Asking(exchange.facts(), exchange.addressText()) : null;
    }

    /** The facts with the fields that will leave, by which the cache and all behind it decide; of the reverse side as they are. */
    RequestFacts leaving(RequestFacts facts) {
        return exchange.listener().forward()
                ? facts.withHeaders(new LeavingFields(facts.headers(), disclosure(), asking()))
                : facts;
    }

    /** Keeps for the record what the client is told, unless that may tell of the client. */
    void says(Problem problem) {
        if (!problem.detail().isEmpty() && !isAnonymous()) {
            exchange.trail().said(problem.detail());
        }
    }

    /** The user as records may know it. */
    String recordedUser() {
        return user.isEmpty() || !isAnonymous()
                ? user
                : exchange.loop().anonymity().pseudonym("user", user);
    }

    public void listedOn(String name) {
        list = name;
    }

    /** The list that named the site of a request that is refused; empty for none. */
    public String list() {
        return list;
    }

    /** The rules that would have decided on the request if they counted, separated by commas; empty for none. */
    public String reported() {
        return reported;
    }

    public void reportedBy(String rule) {
        if (reporting++ < REPORTED_MAX) {
            reported = reported.isEmpty() ? rule : reported + "," + rule;
        }
    }

    /** The unlock that has let a request through which a rule would have refused; empty for none. */
    public String unlock() {
        return unlock;
    }

    public void unlockedBy(String id) {
        unlock = unlock.isEmpty() ? id : unlock;
    }

    /** Where the client is and where its request goes. */
    public Whereabouts whereabouts() {
        if (whereabouts == null) {
            whereabouts = new Whereabouts();
        }
        return whereabouts;
    }

    /** The same; {@code null} when nobody has asked. */
    public Whereabouts knownWhereabouts() {
        return whereabouts;
    }

    /** Keeps a field of the client's from the server. */
    public void withhold(String name) {
        withheld = withheld.isEmpty() ? new ArrayList<>() : withheld;
        withheld.add(name);
    }

    /** Tells the server something; the client's own field of that name must be withheld. */
    public void tell(String name, String value) {
        told = told.isEmpty() ? new ArrayList<>() : told;
        told.add(name);
        told.add(value);
    }

    /** Whether the server learns something of the client that the request itself does not show. */
    public boolean tells() {
        return !told.isEmpty() && disclosure().namesUser();
    }

    /** Changes the fields that are about to go to the server. */
    public void writeRequest(MultiMap to) {
        if (!withheld.isEmpty()) {
            withhold(to);
        }
        if (tells()) {
            for (int i = 0; i < told.size(); i += 2) {
                to.add(told.get(i), told.get(i + 1));
            }
        }
    }

    private void withhold(MultiMap to) {
        List<String> lookalikes = new ArrayList<>(0);
        to.forEach((name, value) -> {
            if (name.indexOf('_') >= 0 && isWithheld(Hearsay.dashed(name))) {
                lookalikes.add(name);
            }
        });
        lookalikes.forEach(to::remove);
        withheld.forEach(to::remove);
    }

    private boolean isWithheld(String dashed) {
        for (int i = 0; i < withheld.size(); i++) {
            if (Hearsay.dashed(withheld.get(i)).equalsIgnoreCase(dashed)) {
                return true;
            }
        }
        return false;
    }

    /** Adds a field to the answer, whoever gives it; no stored response ever has it. */
    public void answer(CharSequence name, String value) {
        answered = answered.isEmpty() ? new ArrayList<>() : answered;
        answered.add(name);
        answered.add(value);
    }

    void writeAnswer(MultiMap to) {
        for (int i = 0; i < answered.size(); i += 2) {
            to.add(answered.get(i), answered.get(i + 1));
        }
    }

    /** Answers in the words of somebody who was asked, with the fields of {@link #answer}, and ends the exchange. */
    public void reply(int status, Buffer body, Outcome ending) {
        Answers.own(exchange, status, body);
        exchange.end(ending);
    }

    /** Closes the client's connection without an answer, of HTTP/2 and HTTP/3 the stream, and ends the exchange. */
    public void drop() {
        exchange.end(Outcome.RULE_DROPPED);
        Answers.none(exchange);
    }

    /** Keeps back what the client sends behind its head, while somebody is asked. */
    public void hold() {
        held = true;
        if (exchange.request().method().equals(HttpMethod.CONNECT)) {
            early();
        } else if (!exchange.request().isEnded()
                && (!exchange.client().isHttp1() || exchange.transfer().announcesBody())) {
            exchange.request().pause();
        }
    }

    /** The client is asked to log in, and shall be able to do so on the same connection, with a CONNECT as well. */
    public void asksAgain() {
        LimitsConfig limits = exchange.client().limits().config();
        asksAgain = exchange.client().asksInHttp1()
                && (early == null
                        || early.readsOn((int) limits.requestLine().bytes(), (int)
                                limits.headerBytes().bytes()));
    }

    /** Whether more requests may follow one for a tunnel that there will not be. */
    boolean isAskedAgain() {
        return asksAgain;
    }

    /** The bytes behind a CONNECT; from the first call on they are held, those of a stream by its flow control. */
    public EarlyBytes early() {
        if (early == null && exchange.client().isHttp1()) {
            early = EarlyBytes.hold(exchange.request().connection());
        } else if (early == null) {
            exchange.request().pause();
            early = EarlyBytes.none();
        }
        return early;
    }

    /** What was held and read by nobody goes to nobody. */
    void ended() {
        if (held && !exchange.request().isEnded()) {
            exchange.request().resume();
        }
    }
}
