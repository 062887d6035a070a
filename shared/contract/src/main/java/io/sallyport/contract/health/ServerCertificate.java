package io.sallyport.contract.health;

import java.time.Instant;
import java.util.List;

/**
 * The certificate that a server shows, its leaf alone.
 *
 * @param subject   distinguished name, as of RFC 2253; at most 256 characters
 * @param issuer    distinguished name of who has signed it; at most 256 characters
 * @param names     DNS names and addresses that it is for, 20 at most
 * @param notBefore from when on it is valid
 * @param notAfter  until when
 * @param problem   why it is not trusted, in words; empty when it is, or when nobody checks
 */
public record ServerCertificate(
        String subject, String issuer, List<String> names, Instant notBefore, Instant notAfter, String problem) {
    public ServerCertificate {
        names = List.copyOf(names);
        problem = problem == null ? "" : problem;
    }

    /** The same, not trusted for a reason. */
    public ServerCertificate refused(String reason) {
        return new ServerCertificate(subject, issuer, names, notBefore, notAfter, reason);
    }
}
