package io.sallyport.edge.exchange;

import io.sallyport.contract.Outcome;
import io.sallyport.contract.log.AccessRecord;
import io.sallyport.contract.log.AccessRecord.Direction;
import io.sallyport.contract.log.AccessRecord.Kind;
import io.sallyport.edge.client.ForeignClient;
import io.sallyport.edge.trace.Trace;
import io.sallyport.edge.trace.Trail;
import io.sallyport.http.RequestFacts;
import io.sallyport.routing.engine.EndpointView;
import io.vertx.core.http.HttpVersion;

/** Makes the access record of an exchange that is over. */
public final class ExchangeRecord {
    private static final int MAX_PATH = 2048;
    private static final int MAX_AGENT = 256;

    private ExchangeRecord() {}

    /** The sequence is left 0: whoever ships the record numbers it. */
    public static AccessRecord of(Exchange exchange) {
        Kind kind = isTunnel(exchange) || exchange.transfer().isSwitched() ? Kind.TUNNEL : Kind.EXCHANGE;
        return of(exchange, kind, exchange.endNanos(), exchange.outcome());
    }

    /** Of a tunnel that goes on: bytes and time are those from its beginning. */
    public static AccessRecord progress(Exchange exchange) {
        return of(exchange, Kind.PROGRESS, exchange.loop().clock().nanos(), Outcome.TUNNEL_OPEN);
    }

    private static boolean isTunnel(Exchange exchange) {
        return exchange.facts() != null && exchange.facts().scheme().isEmpty();
    }

    private static AccessRecord of(Exchange exchange, Kind kind, long endNanos, Outcome outcome) {
        RequestFacts facts = exchange.facts();
        boolean tunnel = isTunnel(exchange);
        Whereabouts where = exchange.passport().knownWhereabouts();
        Trail trail = exchange.knownTrail();
        return new AccessRecord(
                0,
                exchange.loop().clock().micros(exchange.startNanos()),
                (endNanos - exchange.startNanos()) / 1000,
                exchange.headNanos() == 0 ? 0 : (exchange.headNanos() - exchange.startNanos()) / 1000,
                kind,
                exchange.listener().forward() ? Direction.FORWARD : Direction.REVERSE,
                exchange.listener().name(),
                protocol(exchange),
                exchange.clientText(),
                exchange.request().method().name(),
                facts == null ? "" : facts.scheme(),
                facts == null ? "" : facts.authority().toText(tunnel ? 0 : facts.schemePort()),
                asked(exchange),
                exchange.transfer().status(),
                outcome,
                rule(exchange, outcome),
                exchange.matched() == null ? "" : exchange.matched().name(),
                exchange.matched() == null ? "" : exchange.matched().cluster(),
                exchange.endpoint() == null ? "" : exchange.endpoint().url(),
                exchange.endpoint() == null ? "" : exchange.endpoint().version(),
                exchange.cache(),
                exchange.transfer().bytesIn(),
                exchange.transfer().bytesOut(),
                exchange.snapshots() == null ? 0 : exchange.snapshots().policyGeneration(),
                exchange.snapshots() == null ? 0 : exchange.snapshots().routeGeneration(),
                agent(exchange),
                exchange.requestId(),
                exchange.passport().recordedUser(),
                exchange.trackRole(),
                exchange.attempts(),
                exchange.passport().left(),
                exchange.passport().list(),
                where == null ? "" : where.clientCountry(),
                where == null ? "" : where.destinationCountry(),
                exchange.passport().reported(),
                traceId(exchange),
                trail == null ? 0 : trail.connectNanos() / 1000,
                exchange.client().tls(),
                trail == null ? "" : trail.detail());
    }

    /**
     * What became of a copy of an exchange's request.
     *
     * @param headNanos 0 when no head came
     * @param status    of the answer; 0 without one
     * @param traceId   of the copy's own trace; empty when it is not traced
     * @param detail    what stands behind the outcome; empty for nothing
     */
    public record Copy(
            EndpointView endpoint,
            long startNanos,
            long headNanos,
            long endNanos,
            int status,
            Outcome outcome,
            long bytesIn,
            long bytesOut,
            String traceId,
            String detail) {
        /** Whether an answer came whole. */
        public boolean isAnswered() {
            return outcome == Outcome.FORWARDED;
        }
    }

    /** The record of a copy; the exchange itself may be under way still. */
    public static AccessRecord of(Exchange exchange, Copy copy) {
        RequestFacts facts = exchange.facts();
        return new AccessRecord(
                0,
                exchange.loop().clock().micros(copy.startNanos()),
                (copy.endNanos() - copy.startNanos()) / 1000,
                copy.headNanos() == 0 ? 0 : (copy.headNanos() - copy.startNanos()) / 1000,
                Kind.EXCHANGE,
                Direction.REVERSE,
                exchange.listener().name(),
                protocol(exchange.request().version()),
                exchange.clientText(),
                exchange.request().method().name(),
                facts.scheme(),
                facts.authority().toText(facts.schemePort()),
                cut(exchange.asked(), MAX_PATH),
                copy.status(),
                copy.outcome(),
                exchange.rule(),
                exchange.route().route().name(),
                copy.endpoint().cluster(),
                copy.endpoint().url(),
                copy.endpoint().version(),
                "",
                copy.bytesIn(),
                copy.bytesOut(),
                exchange.snapshots().policyGeneration(),
                exchange.snapshots().routeGeneration(),
                agent(exchange),
                exchange.requestId(),
                exchange.user(),
                TrackRole.SHADOW,
                1,
                "",
                "",
                "",
                "",
                "",
                copy.traceId(),
                0,
                exchange.client().tls(),
                copy.detail());
    }

    private static String traceId(Exchange exchange) {
        Trace trace = ExchangeTrace.of(exchange);
        return trace == null ? "" : trace.id();
    }

    /** A request that went on although a rule would have refused it shows the unlock that helped it. */
    private static String rule(Exchange exchange, Outcome outcome) {
        boolean wentOn = outcome.group() != Outcome.Group.REFUSED;
        return wentOn && !exchange.passport().unlock().isEmpty()
                ? "unlock:" + exchange.passport().unlock()
                : exchange.rule();
    }

    private static String protocol(Exchange exchange) {
        ForeignClient foreign = exchange.client().foreign();
        return foreign == null || foreign.protocol().isEmpty()
                ? protocol(exchange.request().version())
                : foreign.protocol();
    }

    private static String protocol(HttpVersion version) {
        return switch (version) {
            case HTTP_1_0 -> "HTTP/1.0";
            case HTTP_1_1 -> "HTTP/1.1";
            case HTTP_2 -> "h2";
            case HTTP_3 -> "h3";
        };
    }

    /** Path and query may name the client as well as a field does. */
    private static String asked(Exchange exchange) {
        return exchange.passport().isAnonymous() ? "" : cut(exchange.asked(), MAX_PATH);
    }

    private static String agent(Exchange exchange) {
        if (exchange.passport().isAnonymous()) {
            return "";
        }
        String agent = exchange.request().headers().get("user-agent");
        return agent == null ? "" : cut(agent, MAX_AGENT);
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
