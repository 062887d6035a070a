package io.sallyport.contract.access;

import java.util.List;

/**
 * What became of a {@link CredentialCheck}. Why a credential was rejected is not said.
 *
 * @param result      whether it is good
 * @param user        whose it is; empty unless accepted
 * @param groups      of that user
 * @param validMillis for which the answer may be relied on; 0 unless accepted
 */
public record CredentialAnswer(Result result, String user, List<String> groups, long validMillis) {
    /** Whether a credential is good. */
    public enum Result {
        ACCEPTED,
        REJECTED,
        /** Nobody could say: the rule is not known here, its files or keys are missing, or too much is asked at once. */
        UNAVAILABLE
    }

    public static final CredentialAnswer REJECTED = new CredentialAnswer(Result.REJECTED, "", List.of(), 0);
    public static final CredentialAnswer UNAVAILABLE = new CredentialAnswer(Result.UNAVAILABLE, "", List.of(), 0);

    public CredentialAnswer {
        groups = groups == null ? List.of() : List.copyOf(groups);
    }
}
