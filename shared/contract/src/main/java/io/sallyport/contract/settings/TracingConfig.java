package io.sallyport.contract.settings;

import io.sallyport.contract.Require;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Traces as of OpenTelemetry.
 *
 * @param endpoint base URL of an OTLP/HTTP receiver, such as {@code http://127.0.0.1:4318}; empty: no traces
 * @param sample   share of the requests that begin a trace here, 0 to 1
 * @param trust    whether a trace that a client has begun is carried on, with its decision to sample
 * @param buffer   spans that wait for shipping; beyond it the newest are dropped and counted
 */
public record TracingConfig(String endpoint, Double sample, Boolean trust, Integer buffer) {
    public TracingConfig {
        endpoint = endpoint == null ? "" : endpoint;
        if (!endpoint.isEmpty() && !isHttp(endpoint)) {
            throw new IllegalArgumentException("endpoint: found \"" + endpoint
                    + "\", allowed: http:// or https:// with a host, such as http://127.0.0.1:4318");
        }
        if (!isBase(endpoint)) {
            throw new IllegalArgumentException("endpoint: found more than a base, allowed: no /v1/traces at the end, "
                    + "which is added, no name and password, no query, such as http://127.0.0.1:4318");
        }
        sample = sample == null ? 0.01 : sample;
        if (!(sample >= 0 && sample <= 1)) {
            throw new IllegalArgumentException("sample: found " + sample + ", allowed: 0 to 1");
        }
        trust = trust != null && trust;
        buffer = Require.range(buffer == null ? 8192 : buffer, 1, 1_000_000, "buffer");
    }

    public static TracingConfig defaults() {
        return new TracingConfig(null, null, null, null);
    }

    public boolean isOn() {
        return !endpoint.isEmpty();
    }

    /** Whether the path for traces can be put behind it, and nothing in it is secret. */
    private static boolean isBase(String text) {
        URI uri = URI.create(text);
        return uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && !text.endsWith("/v1/traces");
    }

    private static boolean isHttp(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
