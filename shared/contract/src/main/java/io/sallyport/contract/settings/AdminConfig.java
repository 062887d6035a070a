package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Secret;

/**
 * The admin plane.
 *
 * @param bind  address of the one entrance, opened by edge-proxy
 * @param api   address of a service's own HTTP API, behind the entrance; port 0 takes a free one
 * @param token bearer token; required when {@code bind} or {@code api} is not loopback
 */
public record AdminConfig(HostPort bind, HostPort api, Secret token) {
    public AdminConfig {
        bind = bind == null ? new HostPort("127.0.0.1", 9000) : bind;
        api = api == null ? new HostPort("127.0.0.1", 0) : api;
        token = token == null ? Secret.NONE : token;
        if (token.isEmpty() && !(bind.isLoopback() && api.isLoopback())) {
            throw new IllegalArgumentException(
                    "token: found nothing, allowed: a bearer token, because the admin address is not loopback");
        }
    }
}
