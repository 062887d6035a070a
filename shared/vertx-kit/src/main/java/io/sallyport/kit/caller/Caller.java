package io.sallyport.kit.caller;

import io.sallyport.contract.settings.AdminTokenConfig.Role;

/**
 * Somebody who calls an API.
 *
 * @param name of the token; empty for somebody who has shown none that counts
 * @param role what the caller may do
 */
public record Caller(String name, Role role) {
    /** Everybody on this machine, while there is no token. */
    public static final Caller LOCAL = new Caller("local", Role.OPERATE);

    /** Somebody who has shown no token that counts; may see what everybody may. */
    public static final Caller UNKNOWN = new Caller("", Role.READ);

    public boolean isKnown() {
        return !name.isEmpty();
    }

    public boolean mayOperate() {
        return role == Role.OPERATE;
    }
}
