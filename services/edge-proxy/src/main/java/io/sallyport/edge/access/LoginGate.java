package io.sallyport.edge.access;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.edge.access.CredentialCache.Grant;
import io.sallyport.edge.access.CredentialCache.Key;
import io.sallyport.edge.exchange.Exchange;
import io.sallyport.http.IpAddress;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.gate.Allowance;
import io.sallyport.policy.engine.gate.Login;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.util.HashMap;
import java.util.Map;

/**
 * Lets clients through that have shown a good credential. policy-service judges; an edge remembers what was good for a
 * minute, and ten more while nobody answers. Requests with one credential ask once. Owner: the loop's thread.
 */
final class LoginGate {
    private static final long ASK_MILLIS = 4_000;
    private static final long WAIT_NANOS = 2 * ASK_MILLIS * 1_000_000 + 1_000_000_000L;
    private static final int ASKING_MAX = 512;

    private final Vertx vertx;
    private final CredentialCache cache;
    private final WrongPasswords wrong;
    private final Map<Key, Asking> asking = new HashMap<>();

    /** @param changes of what is remembered, when the question went out */
    private record Asking(Future<CredentialAnswer> answer, int changes) {}

    LoginGate(Vertx vertx, Access access) {
        this.vertx = vertx;
        this.cache = access.credentials();
        this.wrong = access.wrongPasswords();
    }

    Passage pass(Exchange exchange, Verdict.Gate gate, Login login, Runnable onward) {
        String credential = CredentialReader.read(exchange, login);
        if (!gate.report()) {
            conceal(exchange, login);
        }
        if (credential == null || credential.isEmpty()) {
            return challenge(exchange, gate, credential == null ? login.challenge() : login.rejected());
        }
        Key key = cache.key(login.rule(), credential);
        Grant grant = cache.find(key);
        if (grant != null && grant.isFresh(exchange.loop().clock().nanos())) {
            return accept(exchange, gate, login, grant);
        }
        boolean guess = grant == null && login.kind() == CredentialCheck.Kind.BASIC && !asking.containsKey(key);
        if (guess) {
            Allowance allowance =
                    wrong.take(exchange.clientAddress(), exchange.loop().clock().nanos());
            if (!allowance.passes()) {
                return Denial.tooMany(exchange, gate, allowance.retrySeconds());
            }
        }
        Asking question = ask(key, new CredentialCheck(login.rule(), login.kind(), new Secret(credential)));
        if (question == null) {
            if (guess) {
                wrong.giveBack(exchange.clientAddress());
            }
            return Denial.unavailable(exchange, gate);
        }
        if (guess) {
            count(question.answer(), exchange.clientAddress());
        }
        Waiting waiting = Waiting.begin(exchange, WAIT_NANOS);
        question.answer().onSuccess(result -> {
            if (waiting.end() && judge(exchange, gate, login, key, result, question.changes()) == Passage.PASSED) {
                onward.run();
            }
        });
        return Passage.WAITING;
    }

    /** Whoever waits for the answer, and whether anybody still does. */
    private void count(Future<CredentialAnswer> answer, IpAddress client) {
        answer.onSuccess(result -> {
            if (result.result() == CredentialAnswer.Result.REJECTED) {
                wrong.count();
            } else {
                wrong.giveBack(client);
            }
        });
    }

    /** The next attempt may come on the same connection, as clients expect that look for the right scheme. */
    private Passage challenge(Exchange exchange, Verdict.Gate gate, String challenge) {
        if (exchange.client().isHttp1() && !gate.report()) {
            exchange.passport().asksAgain();
        }
        return Denial.challenge(exchange, gate, challenge);
    }

    /** What proved it to us is not the server's business, unless the rule says so; who it is may be, if the rule says so. */
    private static void conceal(Exchange exchange, Login login) {
        if (!login.pass() && login.cookie().isEmpty()) {
            exchange.passport().withhold(CredentialReader.field(exchange, login));
        }
        if (!login.userHeader().isEmpty()) {
            exchange.passport().withhold(login.userHeader());
        }
    }

    /** {@code null} when too many ask already. */
    private Asking ask(Key key, CredentialCheck check) {
        Asking same = asking.get(key);
        if (same != null || asking.size() >= ASKING_MAX) {
            return same;
        }
        int changes = cache.changes();
        Future<CredentialAnswer> answer = send(check)
                .compose(first -> first.result() == CredentialAnswer.Result.UNAVAILABLE
                        ? send(check) // by turns another instance, which may know
                        : Future.succeededFuture(first));
        Asking question = new Asking(answer, changes);
        asking.put(key, question);
        answer.onComplete(done -> asking.remove(key));
        return question;
    }

    private Future<CredentialAnswer> send(CredentialCheck check) {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(ASK_MILLIS);
        return vertx.eventBus()
                .<CredentialAnswer>request(Addresses.CREDENTIAL_CHECK, check, options)
                .map(Message::body)
                .otherwise(CredentialAnswer.UNAVAILABLE);
    }

    private Passage judge(
            Exchange exchange, Verdict.Gate gate, Login login, Key key, CredentialAnswer answer, int asked) {
        long now = exchange.loop().clock().nanos();
        switch (answer.result()) {
            case ACCEPTED -> {
                boolean expires = login.kind() == CredentialCheck.Kind.JWT;
                return accept(exchange, gate, login, cache.put(login.rule(), key, answer, now, expires, asked));
            }
            case REJECTED -> {
                cache.remove(key);
                return challenge(exchange, gate, login.rejected());
            }
            default -> {
                Grant grant = cache.find(key);
                boolean usable = grant != null && grant.isUsable(now);
                return usable ? accept(exchange, gate, login, grant) : Denial.unavailable(exchange, gate);
            }
        }
    }

    private static Passage accept(Exchange exchange, Verdict.Gate gate, Login login, Grant grant) {
        Introduction.of(exchange, grant.user(), grant.groups(), gate.report() ? "" : login.userHeader());
        return Passage.PASSED;
    }
}
