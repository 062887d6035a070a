package io.sallyport.policy.engine;

import static io.sallyport.policy.engine.Policies.BLOCK;
import static io.sallyport.policy.engine.Policies.always;
import static io.sallyport.policy.engine.Policies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import io.sallyport.contract.Problem;
import io.sallyport.contract.policy.RequireDocument;
import io.sallyport.contract.policy.RequireDocument.BasicDocument;
import io.sallyport.contract.policy.RequireDocument.ForwardAuthDocument;
import io.sallyport.contract.policy.RequireDocument.MtlsDocument;
import io.sallyport.contract.policy.RuleDocument;
import io.sallyport.contract.policy.RuleDocument.ThenDocument;
import io.sallyport.contract.policy.RuleDocument.WhenDocument;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnprovedCallersTest {
    private static final RuleDocument USER = rule("u", who(List.of("ann"), null), BLOCK);
    private static final RuleDocument GROUP = rule("g", who(null, List.of("staff")), BLOCK);

    private static WhenDocument who(List<String> users, List<String> groups) {
        return new WhenDocument(null, null, null, null, null, null, null, null, null, users, groups);
    }

    private static List<String> places(RuleDocument... rules) {
        return UnprovedCallers.in(List.of(rules)).stream().map(Problem::path).toList();
    }

    private static RuleDocument basic() {
        return login(new RequireDocument(
                Optional.of(new BasicDocument("users.txt")), null, null, null, null, null, false, null));
    }

    private static RuleDocument mtls() {
        return login(
                new RequireDocument(null, null, null, Optional.of(new MtlsDocument(null)), null, null, false, null));
    }

    private static RuleDocument forwardAuth(String user) {
        return login(new RequireDocument(
                null,
                null,
                null,
                null,
                Optional.of(new ForwardAuthDocument("http://auth.test/", null, null, Optional.ofNullable(user))),
                null,
                false,
                null));
    }

    private static RuleDocument login(RequireDocument require) {
        return rule("login", always(), ThenDocument.require(require));
    }

    @Test
    void findsConditionsWithoutALoginBeforeThem() {
        assertThat(places(USER, GROUP, basic())).containsExactly("rules[0].when.user", "rules[1].when.group");
        assertThat(UnprovedCallers.in(List.of(GROUP)))
                .singleElement()
                .asString()
                .contains("never holds", "finds a group", "basic, apiKey or jwt");
    }

    @Test
    void leavesThoseBehindALoginAlone() {
        assertThat(places(basic(), USER, GROUP)).isEmpty();
    }

    @Test
    void knowsWhichLoginsFindGroupsAndWhichNobodyInParticular() {
        assertThat(places(mtls(), USER, GROUP)).containsExactly("rules[2].when.group");
        assertThat(places(forwardAuth("X-User"), USER, GROUP)).containsExactly("rules[2].when.group");
        assertThat(places(forwardAuth(null), USER)).containsExactly("rules[1].when.user");
    }
}
