package io.sallyport.contract.access;

import java.util.List;

/**
 * Credentials of a rule are gone or other ones. A hint: an edge that does not hear it relies on what it remembers for the
 * time that it was told with the answer.
 *
 * @param rule  whose file has changed
 * @param users whose credentials they are, at most {@value #MAX_USERS}; empty: anybody's
 */
public record CredentialsChanged(String rule, List<String> users) {
    /** Of more, everybody is asked again. */
    public static final int MAX_USERS = 1000;

    public CredentialsChanged {
        users = users == null || users.size() > MAX_USERS ? List.of() : List.copyOf(users);
    }
}
