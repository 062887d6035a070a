package io.sallyport.contract.settings;

import io.sallyport.contract.Secret;

/**
 * How we log in to sentinels, whose users are not those of the servers.
 *
 * @param user of the ACL; empty: the default user
 */
public record StoreSentinelConfig(String user, Secret password) {
    public StoreSentinelConfig {
        user = user == null ? "" : user;
        password = password == null ? Secret.NONE : password;
        StoreConfig.requireLogin(user, password);
    }
}
