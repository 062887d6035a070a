package io.sallyport.contract.log.line;

import io.sallyport.contract.log.AccessRecord;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** One JSON object, with the members that records have in answers of {@code /v1/logs}; without a sequence that is 0. */
public final class JsonLine implements LineWriter {
    @Override
    public void write(StringBuilder out, String edge, AccessRecord access) {
        Instant started = Instant.EPOCH.plus(access.startedAtMicros(), ChronoUnit.MICROS);
        out.append("{\"startedAt\":\"").append(started).append('"');
        if (access.sequence() != 0) {
            number(out, "sequence", access.sequence());
        }
        what(out, access);
        how(out, access);
        who(out, access);
        text(out, "edge", edge);
        out.append("}\n");
    }

    private static void what(StringBuilder out, AccessRecord access) {
        number(out, "startedAtMicros", access.startedAtMicros());
        number(out, "totalMicros", access.totalMicros());
        number(out, "headMicros", access.headMicros());
        text(out, "kind", word(access.kind()));
        text(out, "direction", word(access.direction()));
        text(out, "listener", access.listener());
        text(out, "protocol", access.protocol());
        text(out, "client", access.client());
        text(out, "method", access.method());
        text(out, "scheme", access.scheme());
        text(out, "authority", access.authority());
        text(out, "path", access.path());
        number(out, "status", access.status());
        text(out, "outcome", access.outcome().token());
    }

    private static void how(StringBuilder out, AccessRecord access) {
        text(out, "rule", access.rule());
        text(out, "route", access.route());
        text(out, "cluster", access.cluster());
        text(out, "endpoint", access.endpoint());
        text(out, "version", access.version());
        text(out, "cache", access.cache());
        number(out, "bytesIn", access.bytesIn());
        number(out, "bytesOut", access.bytesOut());
        number(out, "policyGeneration", access.policyGeneration());
        number(out, "routeGeneration", access.routeGeneration());
    }

    private static void who(StringBuilder out, AccessRecord access) {
        text(out, "userAgent", access.userAgent());
        text(out, "requestId", access.requestId());
        text(out, "user", access.user());
        text(out, "track", access.track());
        number(out, "attempts", access.attempts());
        text(out, "exit", access.exit());
        text(out, "list", access.list());
        text(out, "clientCountry", access.clientCountry());
        text(out, "destinationCountry", access.destinationCountry());
        text(out, "reported", access.reported());
        text(out, "traceId", access.traceId());
        number(out, "connectMicros", access.connectMicros());
        text(out, "tls", access.tls());
        text(out, "detail", access.detail());
    }

    private static void number(StringBuilder out, String name, long value) {
        out.append(",\"").append(name).append("\":").append(value);
    }

    private static void text(StringBuilder out, String name, String value) {
        out.append(",\"").append(name).append("\":\"");
        Escapes.json(out, value);
        out.append('"');
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
