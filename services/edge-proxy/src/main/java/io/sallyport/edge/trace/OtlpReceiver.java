package io.sallyport.edge.trace;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.sallyport.contract.settings.TracingConfig;
import java.time.Duration;

/** Where spans go: an OTLP receiver, by HTTP and protobuf. */
final class OtlpReceiver {
    /** Below what is waited for a batch. */
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private static final String PATH = "/v1/traces";

    private OtlpReceiver() {}

    /** Sends a batch once: what is repeated holds up what comes behind it, and a span is worth less than that. */
    static SpanExporter open(TracingConfig config) {
        String base = config.endpoint();
        String trimmed = base.endsWith("/") ? base.substring(0, base.length() - 1) : base;
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(trimmed + PATH)
                .setTimeout(TIMEOUT)
                .setConnectTimeout(TIMEOUT)
                .setRetryPolicy(null)
                .setCompression("gzip")
                .build();
    }
}
