package io.sallyport.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.settings.ListenerConfig;
import io.sallyport.contract.settings.ListenerConfig.Auth;
import io.sallyport.contract.settings.ListenerConfig.Mode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A policy is compiled for the listeners of the suite: it may open none to anybody, and their logins are read with it. */
class ListenersInPolicyTest {
    private static final String CLOSED =
            "rules: [{name: in, when: {client: [10.0.0.0/8]}, then: allow}]\ndefault: block\n";

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("policies.yaml"), CLOSED);
    }

    private PolicyCompiler compiler(Auth auth) {
        ListenerConfig listener = new ListenerConfig(
                "egress",
                Mode.FORWARD,
                new HostPort("0.0.0.0", 3128),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                auth,
                auth == Auth.BASIC ? Optional.of("users.txt") : Optional.empty(),
                null,
                null,
                null);
        return new PolicyCompiler(folder.resolve("policies.yaml"), Map.of(), List.of(listener));
    }

    private static String refusal(Compilation compilation) {
        return ((Compilation.Refused) compilation).findings().toString();
    }

    @Test
    void refusesAPolicyThatOpensAListenerToAnybody() {
        PolicyCompiler compiler = compiler(Auth.NONE);

        assertThat(compiler.compile(CLOSED)).isInstanceOf(Compilation.Ready.class);
        assertThat(refusal(compiler.compile("default: allow\n")))
                .contains("policies.yaml:1:10: default: found a way through listener egress (0.0.0.0:3128) for anybody")
                .contains("{name: egress-outside, when: {listener: [egress]}, then: block, status: 403}");
        assertThat(refusal(compiler.compile("rules: [{name: all, then: allow}]\ndefault: block\n")))
                .contains("policies.yaml:1:9: rules[0]:");
    }

    @Test
    void refusesAProfileThatNoRequestCouldHave() {
        ListenerConfig web =
                new ListenerConfig("web", Mode.REVERSE, new HostPort("127.0.0.1", 0), null, Optional.empty());
        PolicyCompiler compiler = new PolicyCompiler(folder.resolve("policies.yaml"), Map.of(), List.of(web));
        String rules = "rules: [{name: a, when: {%s}, then: {allow: {profile: strict}}}]\n";

        assertThat(refusal(compiler.compile(rules.formatted("listener: [web]"))))
                .contains("rules[0].then.allow.profile: found STRICT for our own servers");
        assertThat(compiler.compile(rules.formatted("path: [/]"))).isInstanceOf(Compilation.Ready.class);
    }

    @Test
    void readsAndWatchesTheUsersOfListeners() throws Exception {
        PolicyCompiler compiler = compiler(Auth.BASIC);

        assertThat(refusal(compiler.compile("default: allow\n")))
                .contains("sallyport.yaml", "listeners[0].users: \"users.txt\" (no such file)");
        Files.writeString(folder.resolve("users.txt"), "ann:$2y$04$" + "a".repeat(53) + "\n");
        Compilation ready = compiler.compile("default: allow\n");
        assertThat(ready).isInstanceOf(Compilation.Ready.class);
        assertThat(ready.files()).containsKey(folder.resolve("users.txt"));
    }

    @Test
    void keepsTheNamesOfLoginsForListeners() throws Exception {
        Files.writeString(folder.resolve("users.txt"), "ann:$2y$04$" + "a".repeat(53) + "\n");

        assertThat(refusal(compiler(Auth.BASIC).compile("rules: [{name: auth-egress, then: allow}]\n")))
                .contains("rules[0].name: found \"auth-egress\", allowed: another name");
    }
}
