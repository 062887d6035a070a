package io.sallyport.edge.access;

import io.sallyport.contract.policy.Rate;
import io.sallyport.http.IpAddress;
import io.sallyport.kit.api.Metrics;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Gcra;
import io.sallyport.policy.engine.gate.Limit;

/**
 * Bounds how many passwords a client may get wrong: 30 at once, ten a minute in the long run. A token is taken before
 * anybody is asked, so that guesses sent side by side count too, and given back for a password that was right. Passwords
 * that the edge knows to be good never come here. Shared by the loops; safe from any thread.
 */
final class WrongPasswords {
    private static final int CLIENTS_MAX = 50_000;
    private static final int BURST = 30;
    private static final Gcra ALLOWED = Gcra.of(Rate.parse("10/m"), BURST);

    private final Buckets buckets = new Buckets(CLIENTS_MAX);
    private final Metrics.Counter wrong;
    private final Metrics.Counter unheard;

    WrongPasswords(Metrics metrics) {
        this.wrong = metrics.counter("sallyport_wrong_passwords_total", "Passwords that policy-service has rejected.");
        this.unheard = metrics.counter(
                "sallyport_wrong_passwords_limited_total",
                "Passwords that were not looked at, because their client had got too many wrong.");
    }

    /** Before a password is judged. */
    Allowance take(IpAddress client, long now) {
        Allowance allowance = buckets.take(key(client), ALLOWED, now);
        if (!allowance.passes()) {
            unheard.increment();
        }
        return allowance;
    }

    /** It was wrong. */
    void count() {
        wrong.increment();
    }

    /** It was right, or nobody could say. */
    void giveBack(IpAddress client) {
        buckets.giveBack(key(client), ALLOWED);
    }

    private static Limit.Key key(IpAddress client) {
        return new Limit.Key("", ALLOWED, Limit.countedAs(client));
    }
}
