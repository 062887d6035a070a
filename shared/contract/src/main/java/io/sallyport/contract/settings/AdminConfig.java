package io.sallyport.contract.settings;

import io.sallyport.contract.HostPort;
import io.sallyport.contract.Require;
import io.sallyport.contract.Secret;
import java.util.List;

/**
 * The admin plane.
 *
 * @param bind  address of the one entrance, opened by edge-proxy
 * @param api   address of a service's own HTTP API, behind the entrance; port 0 takes a free one
 * @param token bearer token of somebody who may do everything; it or one of {@code tokens} is required when {@code bind} or
 *     {@code api} is not loopback
 * @param tokens further callers, each with a role
 * @param rate  calls of one caller in a second
 */
public record AdminConfig(HostPort bind, HostPort api, Secret token, List<AdminTokenConfig> tokens, Integer rate) {
    public AdminConfig {
        bind = bind == null ? new HostPort("127.0.0.1", 9000) : bind;
        api = api == null ? new HostPort("127.0.0.1", 0) : api;
        token = token == null ? Secret.NONE : token;
        tokens = tokens == null ? List.of() : List.copyOf(tokens);
        rate = Require.range(rate == null ? 1000 : rate, 1, 1_000_000, "rate");
        if (token.isEmpty() && tokens.isEmpty() && !(bind.isLoopback() && api.isLoopback())) {
            throw new IllegalArgumentException(
                    "token: found nothing, allowed: a bearer token, because the admin address is not loopback");
        }
    }

    /** With one token at most, and the usual rate. */
    public AdminConfig(HostPort bind, HostPort api, Secret token) {
        this(bind, api, token, null, null);
    }
}
