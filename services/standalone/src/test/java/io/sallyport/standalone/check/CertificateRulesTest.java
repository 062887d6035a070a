package io.sallyport.standalone.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.MtlsDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.Mode;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import io.sallyport.contract.settings.ClientAuthConfig;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Redirect;
import io.sallyport.contract.settings.TlsConfig;
import io.sallyport.contract.settings.TlsConfig.CertificateConfig;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CertificateRulesTest {
    private static final ListenerConfig PLAIN = listener("plain", ListenerConfig.Mode.REVERSE, null, null);
    private static final ListenerConfig MOVED = listener("moved", ListenerConfig.Mode.REVERSE, null, Redirect.HTTPS);
    private static final ListenerConfig OUT = listener("out", ListenerConfig.Mode.FORWARD, null, null);
    private static final ListenerConfig TLS = listener("tls", ListenerConfig.Mode.REVERSE, ClientAuthConfig.NONE, null);
    private static final ListenerConfig ASKING = listener(
            "asking",
            ListenerConfig.Mode.REVERSE,
            new ClientAuthConfig(ClientAuthConfig.Mode.REQUEST, "ca.pem", null),
            null);

    private static ListenerConfig listener(
            String name, ListenerConfig.Mode mode, ClientAuthConfig clients, Redirect redirect) {
        List<CertificateConfig> certificates = List.of(new CertificateConfig("cert.pem", "key.pem"));
        Optional<TlsConfig> tls =
                Optional.ofNullable(clients).map(some -> new TlsConfig(certificates, null, null, null, null, some));
        HostPort bind = HostPort.parse("127.0.0.1:0");
        return new ListenerConfig(
                name, mode, bind, null, tls, null, redirect, null, null, null, null, null, null, null, null, null);
    }

    private static WhenDocument when(List<String> listeners, List<String> routes) {
        return new WhenDocument(null, null, null, listeners, null, null, null, routes, null, null, null);
    }

    private static RuleDocument badge(WhenDocument when) {
        RequireDocument require =
                new RequireDocument(null, null, null, Optional.of(new MtlsDocument(null)), null, null, false, null);
        return new RuleDocument("badge", when, ThenDocument.require(require), null, null, null, null);
    }

    private static RuleDocument shut(Mode mode, String... listeners) {
        ThenDocument block = ThenDocument.parse("block");
        return new RuleDocument("shut", when(List.of(listeners), null), block, null, null, null, mode);
    }

    private static List<String> found(List<ListenerConfig> listeners, RuleDocument... rules) {
        return CertificateRules.warnings(List.of(rules), listeners).stream()
                .map(warning -> warning.path() + ": " + warning.found())
                .toList();
    }

    @Test
    void namesListenersThatAskForNoCertificate() {
        assertThat(found(List.of(PLAIN, ASKING, TLS, MOVED, OUT), badge(null)))
                .containsExactly("rules[0].then.require.mtls: a rule that refuses everybody on plain, tls, out,"
                        + " where no certificate is asked for");
    }

    @Test
    void looksOnlyWhereTheRuleIsAsked() {
        assertThat(found(List.of(PLAIN, ASKING), badge(when(List.of("asking"), null))))
                .isEmpty();
        assertThat(found(List.of(OUT, ASKING), badge(when(null, List.of("shop")))))
                .isEmpty();
        assertThat(found(List.of(PLAIN, ASKING), shut(Mode.ENFORCE, "plain"), badge(null)))
                .isEmpty();
        assertThat(found(List.of(PLAIN, ASKING), shut(Mode.REPORT, "plain"), badge(null)))
                .hasSize(1);
    }
}
