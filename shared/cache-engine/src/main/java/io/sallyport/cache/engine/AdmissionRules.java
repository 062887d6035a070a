package io.sallyport.cache.engine;

import static io.sallyport.http.CacheDirective.MUST_REVALIDATE;
import static io.sallyport.http.CacheDirective.MUST_UNDERSTAND;
import static io.sallyport.http.CacheDirective.NO_STORE;
import static io.sallyport.http.CacheDirective.PRIVATE;
import static io.sallyport.http.CacheDirective.PUBLIC;
import static io.sallyport.http.CacheDirective.S_MAXAGE;

import io.sallyport.cache.engine.stored.CacheKey;
import io.sallyport.cache.engine.stored.HeuristicRules;
import io.sallyport.cache.engine.stored.ResponseControl;
import io.sallyport.cache.engine.stored.StoredHead;
import io.sallyport.cache.engine.stored.Timing;
import io.sallyport.cache.engine.stored.VaryKey;
import io.sallyport.http.CacheControl;
import io.sallyport.http.FieldNames;
import io.sallyport.http.HeaderView;
import io.sallyport.http.RequestFacts;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The conditions of RFC 9111 section 3, each in a method of its own, asked from the cheapest to the dearest. */
final class AdmissionRules {
    private final RequestFacts facts;
    private final int status;
    private final HeaderView response;
    private final Timing timing;
    private final CacheRules rules;
    private final ResponseControl told;
    private final CacheControl control;

    AdmissionRules(RequestFacts facts, int status, HeaderView response, Timing timing, CacheRules rules) {
        this.facts = facts;
        this.status = status;
        this.response = response;
        this.timing = timing;
        this.rules = rules;
        this.told = ResponseControl.of(response, rules.targets());
        this.control = told.directives();
    }

    Admission decide() {
        RefuseReason refusal = byMessage();
        if (refusal == null) {
            refusal = byDirectives();
        }
        return refusal == null ? byVary() : new Admission.Refuse(refusal);
    }

    private @Nullable RefuseReason byMessage() {
        boolean answersGet = facts.method().equals("GET") ? BypassReason.of(facts, rules) == null : isPostOfItself();
        if (!answersGet) {
            return RefuseReason.REQUEST;
        }
        if (status < 200) {
            return RefuseReason.INTERIM;
        }
        if (status == 304) {
            return RefuseReason.NOT_MODIFIED;
        }
        if (status == 206 || isAboutThePart()) {
            return RefuseReason.PARTIAL;
        }
        return Statuses.isNeverStored(status) ? RefuseReason.STATUS : null;
    }

    /** An error in answer to a request for a part may be about the part, and the key knows nothing of parts. */
    private boolean isAboutThePart() {
        boolean error = status >= 400 && !HeuristicRules.covers(status);
        return status == 416 || (error && facts.headers().contains("range"));
    }

    /**
     * Whether it is what a GET of the target would bring: the answer to a POST that says so (<a
     * href="https://datatracker.ietf.org/doc/html/rfc9110#section-9.3.3">RFC 9110 section 9.3.3</a>).
     */
    private boolean isPostOfItself() {
        List<String> location = response.all("content-location");
        if (!facts.method().equals("POST") || location.size() != 1 || status > 299) {
            return false;
        }
        String target = CacheKey.of(facts, "").url();
        String named = Reference.resolve(target, location.get(0));
        CacheKey key = named == null ? null : CacheKey.parse(named, "");
        return key != null && key.url().equals(target) && !BypassReason.saysNoStore(facts, rules);
    }

    private @Nullable RefuseReason byDirectives() {
        if (control.has(PRIVATE)) {
            return RefuseReason.PRIVATE;
        }
        if (control.has(MUST_UNDERSTAND) && !Statuses.isUnderstood(status)) {
            return RefuseReason.STATUS_NOT_UNDERSTOOD;
        }
        if (control.has(NO_STORE) && !control.has(MUST_UNDERSTAND)) {
            return RefuseReason.NO_STORE;
        }
        if (facts.headers().contains("authorization") && !mayShare()) {
            return RefuseReason.AUTHORIZATION;
        }
        return !rules.storeSetCookie() && response.contains("set-cookie") ? RefuseReason.SET_COOKIE : null;
    }

    private boolean mayShare() {
        return control.has(PUBLIC) || control.has(MUST_REVALIDATE) || control.has(S_MAXAGE);
    }

    private Admission byVary() {
        FieldNames vary = SelectingNames.of(facts, response);
        if (vary.any() || !vary.areTokens()) {
            return new Admission.Refuse(RefuseReason.VARY_ANY);
        }
        Optional<VaryKey> key = VaryKey.of(vary, facts.headers());
        return key.map(this::byLifetime).orElseGet(() -> new Admission.Refuse(RefuseReason.VARY_TOO_LARGE));
    }

    /** A stale response is worth keeping only if the origin can be asked about it. */
    private Admission byLifetime(VaryKey vary) {
        StoredHead head = StoredHead.of(status, response, told, vary, timing, rules.heuristic());
        boolean stated = head.freshness().isExplicit();
        if (facts.method().equals("POST") && !stated) {
            return new Admission.Refuse(RefuseReason.REQUEST);
        }
        if (!stated && !control.has(PUBLIC) && response.contains("set-cookie")) {
            return new Admission.Refuse(RefuseReason.SET_COOKIE);
        }
        if (head.ttlSeconds(timing.responseMillis()) > 0) {
            return new Admission.Store(head);
        }
        if (head.validators().isEmpty()) {
            return new Admission.Refuse(stated ? RefuseReason.STALE : RefuseReason.NO_LIFETIME);
        }
        boolean storable = stated || control.has(PUBLIC) || HeuristicRules.covers(status);
        return storable ? new Admission.Store(head) : new Admission.Refuse(RefuseReason.NO_LIFETIME);
    }
}
