package io.sallyport.policy.credential;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.sallyport.contract.Addresses;
import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialAnswer.Result;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialCheck.Kind;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.BasicDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.settings.SuiteConfig;
import io.sallyport.kit.api.Metrics;
import io.sallyport.kit.service.RunningEnvironment;
import io.sallyport.testkit.Answer;
import io.sallyport.testkit.Eventually;
import io.sallyport.testkit.ScriptedOrigin;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialDeskTest {
    @TempDir
    private Path folder;

    private final Vertx vertx = Vertx.vertx();
    private ScriptedOrigin publisher;
    private RunningEnvironment running;
    private CredentialDesk desk;

    @BeforeEach
    void open() {
        publisher = ScriptedOrigin.start(Answer.text("{\"keys\":[]}"));
        SuiteConfig config = new SuiteConfig(null, null, null, null, null, null, null, null, null, null);
        running = RunningEnvironment.on(vertx, config, folder);
        desk = CredentialDesk.open(running.environment(), new Metrics());
    }

    @AfterEach
    void close() throws Exception {
        await(desk.close());
        await(running.close());
        await(vertx.close());
        publisher.close();
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private void take(RequireDocument require) {
        RuleDocument rule = new RuleDocument("login", null, ThenDocument.require(require), null, null, null, null);
        CredentialRules.Reading reading =
                CredentialRules.read(new PoliciesDocument(List.of(), List.of(rule), null), folder);
        assertThat(reading.problems()).isEmpty();
        vertx.runOnContext(go -> desk.take(reading.rules()));
    }

    private RequireDocument tokens() {
        JwtDocument jwt = new JwtDocument(publisher.url("/keys"), null, null, null, null, null, null, null);
        return new RequireDocument(null, null, Optional.of(jwt), null, null, null, false, null);
    }

    private Result ask(String rule, Kind kind, String credential) {
        try {
            return await(vertx.eventBus()
                            .<CredentialAnswer>request(
                                    Addresses.CREDENTIAL_CHECK,
                                    new CredentialCheck(rule, kind, new Secret(credential))))
                    .body()
                    .result();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static String token(RSAKey key) {
        SignedJWT token = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(key.getKeyID()).build(),
                new JWTClaimsSet.Builder()
                        .subject("ann")
                        .expirationTime(Date.from(Instant.now().plusSeconds(600)))
                        .build());
        try {
            token.sign(new RSASSASigner(key));
        } catch (JOSEException e) {
            throw new AssertionError(e);
        }
        return token.serialize();
    }

    private static Answer keys(RSAKey... keys) {
        return Answer.text(new JWKSet(List.of(keys)).toString(true));
    }

    @Test
    void fetchesKeysAndFollowsTheirRotation() throws JOSEException {
        RSAKey old = new RSAKeyGenerator(2048).keyID("old").generate();
        RSAKey next = new RSAKeyGenerator(2048).keyID("next").generate();
        publisher.on("/keys", keys(old));
        take(tokens());

        Eventually.until("keys", () -> ask("login", Kind.JWT, token(old)) == Result.ACCEPTED);
        assertThat(ask("login", Kind.JWT, token(next))).isEqualTo(Result.REJECTED);

        publisher.on("/keys", keys(next));
        Eventually.until("new keys", () -> ask("login", Kind.JWT, token(next)) == Result.ACCEPTED);
        assertThat(ask("login", Kind.JWT, token(old))).isEqualTo(Result.REJECTED);
    }

    @Test
    void keepsTheLastGoodKeysAndDoesNotAskAgainForEachStrangeToken() throws JOSEException {
        RSAKey old = new RSAKeyGenerator(2048).keyID("old").generate();
        RSAKey strange = new RSAKeyGenerator(2048).keyID("strange").generate();
        publisher.on("/keys", keys(old));
        take(tokens());
        Eventually.until("keys", () -> ask("login", Kind.JWT, token(old)) == Result.ACCEPTED);

        publisher.on("/keys", Answer.text("nonsense"));
        for (int i = 0; i < 50; i++) {
            assertThat(ask("login", Kind.JWT, token(strange))).isEqualTo(Result.REJECTED);
        }
        assertThat(publisher.requests()).hasSizeLessThanOrEqualTo(2);
        assertThat(ask("login", Kind.JWT, token(old))).isEqualTo(Result.ACCEPTED);
    }

    @Test
    void cannotSayForRulesThatItDoesNotKnow() throws Exception {
        Files.writeString(
                folder.resolve("users.txt"), "ann:$2y$05$DCq7YPn5Rq63x1Lad4cll.WZA5kgsO4kNAz0lbvl8gMazdAq1vzE2\n");
        RequireDocument basic = new RequireDocument(
                Optional.of(new BasicDocument("users.txt")), null, null, null, null, null, false, null);
        take(basic);

        Eventually.until("rule", () -> ask("login", Kind.BASIC, "YW5uOg==") == Result.ACCEPTED);
        assertThat(ask("login", Kind.BASIC, "YW5uOng=")).isEqualTo(Result.REJECTED);
        assertThat(ask("login", Kind.JWT, "x")).isEqualTo(Result.UNAVAILABLE);
        assertThat(ask("other", Kind.BASIC, "YW5uOg==")).isEqualTo(Result.UNAVAILABLE);
    }

    @Test
    void namesTheFileThatCannotBeRead() {
        RequireDocument basic = new RequireDocument(
                Optional.of(new BasicDocument("gone.txt")), null, null, null, null, null, false, null);
        RuleDocument rule = new RuleDocument("login", null, ThenDocument.require(basic), null, null, null, null);

        assertThat(CredentialRules.read(new PoliciesDocument(List.of(), List.of(rule), null), folder)
                        .problems())
                .hasToString(
                        "[rules[0].then.require.basic.users: found \"gone.txt\" (no such file), allowed: a readable"
                                + " file of lines name:hash[:group,group], as htpasswd -B writes them]");
    }

    @Test
    void tellsEdgesWhoIsGoneOrHasAnotherPassword() throws Exception {
        List<CredentialsChanged> told = new CopyOnWriteArrayList<>();
        vertx.eventBus()
                .<CredentialsChanged>consumer(Addresses.CREDENTIALS_CHANGED, message -> told.add(message.body()));
        RequireDocument basic = new RequireDocument(
                Optional.of(new BasicDocument("users.txt")), null, null, null, null, null, false, null);
        String hash = "$2y$04$" + "a".repeat(53);
        String other = "$2y$04$" + "b".repeat(53);
        Path users = folder.resolve("users.txt");

        Files.writeString(users, "ann:" + hash + "\nbob:" + hash + "\ncid:" + hash + "\ndora:" + hash + ":staff\n");
        take(basic);
        Files.writeString(users, "ann:" + hash + "\ncid:" + other + "\ndora:" + hash + "\nemil:" + hash + "\n");
        take(basic);

        Eventually.until("told", () -> !told.isEmpty());
        assertThat(told).hasSize(1);
        assertThat(told.get(0).rule()).isEqualTo("login");
        assertThat(told.get(0).users()).containsExactlyInAnyOrder("bob", "cid", "dora");
    }
}
