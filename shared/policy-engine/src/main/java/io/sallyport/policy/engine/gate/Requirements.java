package io.sallyport.policy.engine.gate;

import io.sallyport.contract.access.CredentialCheck.Kind;
import io.sallyport.contract.policy.RequireDocument;
import java.util.Locale;

/** Compiles what a rule requires. */
public final class Requirements {
    private Requirements() {}

    public static Demand of(String rule, RequireDocument require) {
        String userHeader = require.userHeader().orElse("");
        if (require.mtls().isPresent()) {
            return new Certificate(require.mtls().get().allow(), userHeader);
        }
        if (require.forwardAuth().isPresent()) {
            return inquiry(require.forwardAuth().get(), userHeader);
        }
        String realm = "realm=\"" + require.realm() + '"';
        if (require.basic().isPresent()) {
            String challenge = "Basic " + realm + ", charset=\"UTF-8\"";
            return new Login(rule, Kind.BASIC, "", "", require.pass(), userHeader, challenge, challenge);
        }
        if (require.apiKey().isPresent()) {
            String field = require.apiKey().get().header().toLowerCase(Locale.ROOT);
            String challenge = "ApiKey " + realm;
            return new Login(rule, Kind.API_KEY, field, "", require.pass(), userHeader, challenge, challenge);
        }
        String cookie = require.jwt().orElseThrow().cookie().orElse("");
        String challenge = "Bearer " + realm;
        String rejected = challenge + ", error=\"invalid_token\"";
        return new Login(rule, Kind.JWT, "", cookie, require.pass(), userHeader, challenge, rejected);
    }

    private static Inquiry inquiry(RequireDocument.ForwardAuthDocument ask, String userHeader) {
        return new Inquiry(
                ask.url(),
                Math.max(1, ask.timeout().toMillis()),
                ask.copy().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList(),
                ask.user().orElse(""),
                userHeader);
    }
}
