package io.sallyport.policy.credential;

import io.sallyport.contract.Secret;
import io.sallyport.contract.access.CredentialAnswer;
import io.sallyport.contract.access.CredentialCheck;
import java.time.Instant;
import java.util.Map;

/** Judges the credentials of one rule. Immutable, safe from any thread, and slow on purpose: not for an event loop. */
interface Verifier {
    /** For how long an accepted credential may be relied on, unless it expires before. */
    long RELIABLE_MILLIS = 60_000;

    CredentialCheck.Kind kind();

    CredentialAnswer check(Secret credential, Instant now);

    /** Who is known, by name; empty where that is said by the credential itself. */
    default Map<String, CredentialFile.Entry> entries() {
        return Map.of();
    }
}
