package io.sallyport.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import io.sallyport.http.Authority;
import io.sallyport.http.HeaderList;
import io.sallyport.http.IpAddress;
import io.sallyport.http.RequestFacts;
import io.sallyport.policy.engine.DialSafety;
import io.sallyport.policy.engine.PolicyTable;
import io.sallyport.policy.engine.Verdict;
import io.sallyport.policy.engine.list.NameSet;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The policies in {@code config/} do what their comments say. */
class ShippedPoliciesTest {
    private static final Path FILE = Path.of(System.getProperty("sallyport.root"), "config", "policies.yaml");
    private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

    private CompiledPolicy policy;
    private PolicyTable table;

    private static ListenerConfig listener(String name, Mode mode) {
        return new ListenerConfig(name, mode, new HostPort("127.0.0.1", 0), null, null);
    }

    @BeforeEach
    void compile() {
        PolicyCompiler compiler = new PolicyCompiler(
                FILE,
                Map.of(),
                List.of(
                        listener("web", Mode.REVERSE),
                        listener("web-tls", Mode.REVERSE),
                        listener("egress", Mode.FORWARD)));
        policy = ((Compilation.Ready) compiler.compile(compiler.read())).policy();
        Map<String, NameSet> lists = new HashMap<>();
        policy.lists()
                .forEach(list -> lists.put(list.name(), policy.namesByDigest().get(list.digest())));
        table = PolicyTable.compile(policy.snapshot(1, Instant.EPOCH), lists);
    }

    private Verdict decide(String listener, String method, String authority, String client) {
        return table.decide(new RequestFacts(
                listener,
                listener.equals("egress"),
                method,
                method.equals("CONNECT") ? "" : "http",
                Authority.parse(authority),
                "/",
                null,
                IpAddress.parse(client),
                HeaderList.EMPTY));
    }

    @Test
    void understandEveryLineOfTheirLists() {
        assertThat(policy.lists()).allMatch(list -> list.names() > 0 && list.skipped() == 0);
    }

    @ParameterizedTest
    @CsvSource({
        "egress, www.ads.test,            127.0.0.1,   no-ads,       404",
        "egress, telemetry.tracker.test,  127.0.0.1,   no-ads,       404",
        "egress, blocked.test,            127.0.0.1,   by-order,     451",
        "web,    www.blocked.test,        127.0.0.1,   by-order,     451",
        "egress, example.test,            192.0.2.9,   no-guests,    403",
        "egress, example.test,            2001:db8::9, no-guests,    403",
    })
    void block(String listener, String authority, String client, String rule, int status) {
        Verdict.Block block = (Verdict.Block) decide(listener, "GET", authority, client);

        assertThat(block.rule()).isEqualTo(rule);
        assertThat(block.status()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "egress, GET,     127.0.0.1:9101,      true",
        "egress, CONNECT, localhost:9102,      true",
        "egress, GET,     shop.demo.test:9103, true",
        "egress, GET,     127.0.0.1:9000,      false",
        "egress, CONNECT, 127.0.0.1:443,       false",
        "egress, GET,     rebind.test:9101,    false",
        "web,    GET,     127.0.0.1:9101,      false",
    })
    void openLoopbackForTheDemoOriginsOnly(String listener, String method, String authority, boolean open) {
        Verdict.Allow allow = (Verdict.Allow) decide(listener, method, authority, "127.0.0.1");
        int port = Authority.parse(authority).port();

        assertThat(DialSafety.permits(LOOPBACK, allow.dial())).isEqualTo(open);
        assertThat(DialSafety.portAllowed(port, allow.dial())).isEqualTo(open || port == 443);
    }
}
