package io.sallyport.policy.credential;

import io.sallyport.contract.Addresses;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.ServiceEnvironment;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.MessageConsumer;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the edges' questions about credentials. Hashes are worked on by a few threads of their own; when more questions
 * wait than they get through in a few seconds, further ones are answered {@code UNAVAILABLE} at once. Owner: the context
 * it was opened on.
 */
public final class CredentialDesk {
    private static final Logger LOG = LoggerFactory.getLogger(CredentialDesk.class);
    private static final int THREADS = 2;
    private static final int WAITING_MAX = 128;
    private static final long REFRESH_MILLIS = 300_000;

    private final Clock clock;
    private final WorkerExecutor workers;
    private final KeyFetcher fetcher;
    private final MessageConsumer<CredentialCheck> consumer;
    private final Map<CredentialAnswer.Result, Metrics.Counter> answered = new EnumMap<>(CredentialAnswer.Result.class);
    private final Vertx vertx;
    private final long timer;
    private CredentialRules rules = CredentialRules.NONE;
    private CredentialRules before = CredentialRules.NONE;
    private int waiting;

    private CredentialDesk(ServiceEnvironment environment, Metrics metrics) {
        this.vertx = environment.vertx();
        this.clock = environment.clock();
        this.workers = vertx.createSharedWorkerExecutor("credentials", THREADS);
        this.fetcher = new KeyFetcher(vertx);
        for (CredentialAnswer.Result result : CredentialAnswer.Result.values()) {
            answered.put(
                    result,
                    metrics.counter(
                            "sallyport_credential_checks_total",
                            "Credentials judged for edges, by result.",
                            "result",
                            result.name().toLowerCase(java.util.Locale.ROOT)));
        }
        this.timer = vertx.setPeriodic(REFRESH_MILLIS, id -> rules.fetched().forEach(fetcher::refresh));
        this.consumer = vertx.eventBus().consumer(Addresses.CREDENTIAL_CHECK);
        consumer.handler(this::answer);
    }

    /** Answers from now on; knows no rules yet. */
    public static CredentialDesk open(ServiceEnvironment environment, Metrics metrics) {
        return new CredentialDesk(environment, metrics);
    }

    /** Judges by these from now on; those before them still count for edges that have not heard of the change. */
    public void take(CredentialRules newer) {
        for (KeySource source : newer.fetched()) {
            for (KeySource known : rules.fetched()) {
                if (known.url().equals(source.url()) && known.current() != null) {
                    source.take(known.current());
                }
            }
            fetcher.refresh(source);
        }
        List<CredentialsChanged> changes = rules.changesTo(newer);
        before = rules;
        rules = newer;
        changes.forEach(change -> vertx.eventBus().publish(Addresses.CREDENTIALS_CHANGED, change));
    }

    private void answer(Message<CredentialCheck> message) {
        judge(message.body())
                .otherwise(failure -> {
                    LOG.error("a credential could not be judged", failure);
                    return CredentialAnswer.UNAVAILABLE;
                })
                .onSuccess(answer -> {
                    answered.get(answer.result()).increment();
                    message.reply(answer);
                });
    }

    private Future<CredentialAnswer> judge(CredentialCheck check) {
        Verifier verifier = rules.of(check.rule()) == null ? before.of(check.rule()) : rules.of(check.rule());
        if (verifier == null || verifier.kind() != check.kind() || waiting >= WAITING_MAX) {
            return Future.succeededFuture(CredentialAnswer.UNAVAILABLE);
        }
        waiting++;
        return withKeys(verifier, check)
                .compose(ready ->
                        workers.executeBlocking(() -> verifier.check(check.credential(), clock.instant()), false))
                .onComplete(done -> waiting--);
    }

    private Future<Void> withKeys(Verifier verifier, CredentialCheck check) {
        if (!(verifier instanceof TokenVerifier token) || token.keys().url().isEmpty()) {
            return Future.succeededFuture();
        }
        return token.lacksKeyOf(check.credential()) ? fetcher.refresh(token.keys()) : Future.succeededFuture();
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return consumer.unregister().transform(unregistered -> fetcher.close()).transform(closed -> workers.close());
    }
}
