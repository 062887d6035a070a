package io.sallyport.policy.engine.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.policy.PoliciesDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.settings.ClientAuthConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.CallerFacts;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ListenerLoginsTest {
    private static final ListenerConfig OPEN = listener("web", Auth.NONE, null, Optional.empty());
    private static final ListenerConfig BASIC = listener("egress", Auth.BASIC, "users.txt", Optional.empty());
    private static final ListenerConfig MTLS = listener(
            "staff",
            Auth.MTLS,
            null,
            Optional.of(new TlsConfig(
                    List.of(new CertificateConfig("a.crt", "a.key")),
                    null,
                    null,
                    null,
                    null,
                    new ClientAuthConfig(ClientAuthConfig.Mode.REQUIRE, "ca.pem", null))));
    private static final List<ListenerConfig> ALL = List.of(OPEN, BASIC, MTLS);

    private static ListenerConfig listener(String name, Auth auth, String users, Optional<TlsConfig> tls) {
        return new ListenerConfig(
                name,
                ListenerConfig.Mode.FORWARD,
                new HostPort("127.0.0.1", 0),
                null,
                tls,
                null,
                null,
                null,
                null,
                null,
                null,
                auth,
                Optional.ofNullable(users),
                null,
                null,
                null);
    }

    private static RequestFacts on(String listener) {
        return new RequestFacts(
                listener,
                true,
                "CONNECT",
                "",
                Authority.parse("a.test:443"),
                "",
                null,
                IpAddress.parse("192.0.2.7"),
                HeaderList.EMPTY);
    }

    @Test
    void standBeforeAllRulesEachOnItsOwnListener() {
        RuleDocument allow = new RuleDocument("all", null, ThenDocument.parse("allow"), null, null, null, null);
        PoliciesDocument document = new PoliciesDocument(null, List.of(allow), null);
        PolicyTable table = PolicyTable.compile(ListenerLogins.before(document, ALL), Map.of());

        assertThat(table.decide(on("web")).rule()).isEqualTo("all");
        assertThat(table.decide(on("egress"))).isInstanceOfSatisfying(Verdict.Gate.class, gate -> {
            assertThat(gate.rule()).isEqualTo("auth-egress");
            assertThat(gate.demand().word()).isEqualTo("basic");
            assertThat(table.decide(on("egress"), CallerFacts.NONE, gate.next()).rule())
                    .isEqualTo("all");
        });
        assertThat(table.decide(on("staff")))
                .isInstanceOfSatisfying(
                        Verdict.Gate.class,
                        gate -> assertThat(gate.demand().word()).isEqualTo("mtls"));
        assertThat(table.explain(on("egress"), CallerFacts.NONE).steps().get(0).rule())
                .isEqualTo("auth-egress");
    }

    @Test
    void leaveADocumentAsItIsWhereNoListenerDemandsAny() {
        PoliciesDocument document = new PoliciesDocument(null, null, null);

        assertThat(ListenerLogins.before(document, List.of(OPEN))).isSameAs(document);
    }

    @Test
    void keepTheirNamesToThemselves() {
        RuleDocument named = new RuleDocument("auth-egress", null, ThenDocument.parse("allow"), null, null, null, null);
        PoliciesDocument document = new PoliciesDocument(null, List.of(named), null);

        assertThat(ListenerLogins.problems(document, ALL)).hasSize(1);
        assertThat(ListenerLogins.problems(document, ALL).get(0).path()).isEqualTo("rules[0].name");
        assertThat(ListenerLogins.problems(document, List.of(OPEN))).isEmpty();
    }
}
