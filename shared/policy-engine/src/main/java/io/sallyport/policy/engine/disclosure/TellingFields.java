package io.sallyport.policy.engine.disclosure;

import java.util.Locale;
import java.util.Set;

/**
 * Fields that name nobody and yet tell one client from another: hints about its device and its line, marks that its own
 * software or network sets to find a request again. Names come with dashes for underscores.
 */
final class TellingFields {
    private static final Set<String> NAMES = Set.of(
            "accept-charset",
            "accept-ch",
            "alt-used",
            "available-dictionary",
            "b3",
            "baggage",
            "cdn-loop",
            "correlation-id",
            "device-memory",
            "dictionary-id",
            "dnt",
            "downlink",
            "dpr",
            "ect",
            "grpc-trace-bin",
            "max-forwards",
            "profile",
            "purpose",
            "request-id",
            "rtt",
            "save-data",
            "sentry-trace",
            "surrogate-capability",
            "traceparent",
            "tracestate",
            "uber-trace-id",
            "viewport-height",
            "viewport-width",
            "wap-profile",
            "width",
            "x-amzn-trace-id",
            "x-att-deviceid",
            "x-client-data",
            "x-client-trace-id",
            "x-cloud-trace-context",
            "x-correlation-id",
            "x-do-not-track",
            "x-moz",
            "x-newrelic-id",
            "x-original-user-agent",
            "x-purpose",
            "x-puffin-ua",
            "x-request-id",
            "x-requestid",
            "x-request-start",
            "x-source-id",
            "x-trace-id",
            "x-varnish");

    private static final String[] BEGINNINGS = {
        "sec-ch-",
        "ua-",
        "device-",
        "x-b3-",
        "x-bolt-",
        "x-browser-",
        "x-chrome-",
        "x-datadog-",
        "x-device-",
        "x-mobile-",
        "x-operamini-",
        "x-ot-",
        "x-skyfire-",
        "x-ucbrowser-",
    };

    private TellingFields() {}

    static boolean names(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NAMES.contains(lower)) {
            return true;
        }
        for (String beginning : BEGINNINGS) {
            if (lower.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
