package io.sallyport.policy.engine.gate;

import io.sallyport.contract.access.CredentialCheck;

/**
 * A credential in the request that somebody else judges.
 *
 * @param rule       name of the rule, by which it is judged
 * @param kind       what is wanted
 * @param field      that holds it, in lower case; empty for the field of the authentication framework (RFC 9110 section 11)
 * @param cookie     that holds it; empty for none
 * @param pass       whether it travels on
 * @param userHeader field that tells the server who it is; empty for none
 * @param challenge  for a client that has shown nothing
 * @param rejected   for a client that has shown something wrong
 */
public record Login(
        String rule,
        CredentialCheck.Kind kind,
        String field,
        String cookie,
        boolean pass,
        String userHeader,
        String challenge,
        String rejected)
        implements Demand {
    @Override
    public String word() {
        return switch (kind) {
            case BASIC -> "basic";
            case API_KEY -> "apiKey";
            case JWT -> "jwt";
        };
    }
}
