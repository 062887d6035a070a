package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import io.sallyport.contract.Secret;

/**
 * Somebody who may call the admin plane.
 *
 * @param name  in the records of changes
 * @param token bearer token, 16 characters or more
 * @param role  what it may be used for
 */
public record AdminTokenConfig(String name, Secret token, Role role) {
    /** What a caller may do. */
    public enum Role {
        /** Ask, whatever there is to be asked. */
        READ,
        /** Ask and change. */
        OPERATE
    }

    public AdminTokenConfig {
        name = Require.name(name, "name");
        Require.present(token, "token", "a bearer token");
        if (token.isEmpty()) {
            throw new IllegalArgumentException("token: found nothing, allowed: a bearer token");
        }
        role = role == null ? Role.READ : role;
    }
}
