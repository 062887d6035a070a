package io.sallyport.kit.bus;

import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import io.sallyport.contract.access.CredentialsChanged;
import io.sallyport.contract.policy.ExitDocument;
import io.sallyport.contract.policy.LimitDocument;
import io.sallyport.contract.policy.ListDocument;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.PolicySnapshot;
import io.sallyport.contract.policy.Rate;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.ClaimDocument;
import io.sallyport.contract.policy.RequireDocument.JwtDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.policy.Unlock;
import io.sallyport.contract.policy.UnlockReport;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Full examples of what is about policies. */
final class PolicySamples {
    private PolicySamples() {}

    static CredentialCheck check() {
        return new CredentialCheck("staff", CredentialCheck.Kind.BASIC, new Secret("YW5uOsOkIg=="));
    }

    static CredentialsChanged changed() {
        return new CredentialsChanged("staff", List.of("ann", "bob"));
    }

    static CredentialAnswer answer() {
        return new CredentialAnswer(CredentialAnswer.Result.ACCEPTED, "ann", List.of("staff", "ops"), 60_000);
    }

    static PolicySnapshot snapshot() {
        return new PolicySnapshot(
                42,
                Samples.DIGEST,
                Samples.NOON,
                new PoliciesDocument(
                        List.of(new ListDocument("ads", "lists/ads.txt", null)),
                        List.of(exit()),
                        List.of(
                                new RuleDocument("ads", when(), ThenDocument.parse("block"), 451, "law", "§ 1", null),
                                new RuleDocument("calm", null, limit(), null, null, null, RuleDocument.Mode.REPORT),
                                new RuleDocument("staff", null, ThenDocument.require(token()), null, null, null, null),
                                new RuleDocument("open", null, open(), null, null, null, null)),
                        PoliciesDocument.DefaultAction.BLOCK),
                List.of(new PolicySnapshot.CompiledList("ads", Samples.DIGEST, 5_000_000, 2)));
    }

    static UnlockReport unlocks() {
        return new UnlockReport(
                1_700_000_000_001L,
                List.of(new Unlock(
                        "u1",
                        "shop.example",
                        null,
                        null,
                        "10.1.2.3",
                        "ann",
                        "staff",
                        true,
                        1_700_000_000_000L,
                        1_700_001_800_000L,
                        "parcel")));
    }

    private static ExitDocument exit() {
        return new ExitDocument(
                "vpn",
                List.of("https://ann:secret@first.example:443 > socks5://second.example:1080"),
                null,
                Optional.of("NL"),
                ExitDocument.Sticky.USER_SITE,
                true,
                new ExitDocument.CheckDocument(Optional.of("a.example:443"), null, null, 2, 3),
                Optional.of("tls/parents.pem"));
    }

    private static WhenDocument when() {
        return new WhenDocument(
                List.of("*.example.net"),
                List.of("ads"),
                List.of("10.0.0.0/8"),
                List.of("egress"),
                null,
                List.of(8443),
                List.of("/admin"),
                List.of("shop"),
                List.of("DE", "unknown"),
                List.of("ann"),
                List.of("staff"));
    }

    private static ThenDocument open() {
        return ThenDocument.allow(new RuleDocument.AllowDocument(List.of("127.0.0.0/8"), List.of(8443)));
    }

    private static ThenDocument limit() {
        return ThenDocument.limit(new LimitDocument(
                Rate.parse("100/s"), Optional.of(200), "header:X-Tenant", LimitDocument.Scope.SHARED));
    }

    private static RequireDocument token() {
        JwtDocument jwt = new JwtDocument(
                "https://login.example/keys",
                Optional.of("https://login.example"),
                List.of("shop"),
                List.of("ES256"),
                Duration.ofSeconds(5),
                List.of(new ClaimDocument("scope", "buy")),
                Optional.of("session"),
                "roles");
        return new RequireDocument(null, null, Optional.of(jwt), null, null, "shop", true, Optional.of("X-User"));
    }
}
