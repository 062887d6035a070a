package io.sallyport.contract.log;

import io.sallyport.contract.Outcome;

/**
 * One exchange or tunnel, written when it ended. Texts are empty, never null, when there is nothing to say.
 *
 * @param sequence         per edge, from 1, without gaps except for records dropped and counted
 * @param startedAtMicros  first byte of the head parsed, microseconds since 1970
 * @param totalMicros      start to end
 * @param headMicros       start to the origin's head; 0 without one
 * @param kind             exchange or tunnel
 * @param direction        which side of the suite
 * @param listener         name of the listener
 * @param protocol         {@code HTTP/1.0}, {@code HTTP/1.1}, {@code h2}
 * @param client           the client's address, or a pseudonym when the profile asks for one
 * @param method           as received
 * @param scheme           {@code http}, {@code https}; empty for a tunnel
 * @param authority        normalised host, with the port when it is not the scheme's own
 * @param path             path with query as received, cut at 2048 characters
 * @param status           sent to the client; 0 when none was
 * @param outcome          how it ended
 * @param rule             policy rule that decided, {@code default} for the default; a rule in report mode never decides
 * @param route            route that matched
 * @param cluster          cluster the route names
 * @param endpoint         address that was asked
 * @param version          version label of that endpoint
 * @param cache            parameters of our {@code Cache-Status} member, such as {@code hit} or {@code fwd=uri-miss; stored}
 * @param bytesIn          body bytes from the client
 * @param bytesOut         body bytes to the client
 * @param policyGeneration snapshot that decided
 * @param routeGeneration  snapshot that routed
 * @param userAgent        as received, cut at 256 characters; empty under the strict profile
 * @param requestId        the request's {@code X-Request-Id}, as received when it was fit, else ours; sent on and answered
 * @param user             who the client proved to be; empty for nobody in particular
 * @param track            which side of a canary served it: {@code stable}, {@code canary}; {@code shadow} for a copy, and
 *     {@code background} for a validation behind a client's back; else empty
 * @param attempts         how many endpoints or connections were tried; 0 when none was needed
 * @param exit             pool of ways out that it took; empty for none
 * @param list             list that named the site of a request that was refused; empty for none
 * @param clientCountry    country of the client's address, where a rule has asked for it; else empty
 * @param destinationCountry country of the address that was dialled, where a rule has asked for it; else empty
 * @param reported         rules in report mode that applied, in their order, separated by commas: each would have decided, or
 *     have refused, had it counted; 32 at most
 * @param traceId          trace it belongs to, 32 hex digits; empty when it is not traced
 * @param connectMicros    until there was a connection to the origin, names and handshakes included; 0 for one at hand, or none
 * @param tls              TLS version of the client's connection, such as {@code TLSv1.3}; empty for none
 * @param detail           what there is to say beyond the outcome, in words for an operator; of a change through the admin plane
 *     what was changed
 */
public record AccessRecord(
        long sequence,
        long startedAtMicros,
        long totalMicros,
        long headMicros,
        Kind kind,
        Direction direction,
        String listener,
        String protocol,
        String client,
        String method,
        String scheme,
        String authority,
        String path,
        int status,
        Outcome outcome,
        String rule,
        String route,
        String cluster,
        String endpoint,
        String version,
        String cache,
        long bytesIn,
        long bytesOut,
        long policyGeneration,
        long routeGeneration,
        String userAgent,
        String requestId,
        String user,
        String track,
        int attempts,
        String exit,
        String list,
        String clientCountry,
        String destinationCountry,
        String reported,
        String traceId,
        long connectMicros,
        String tls,
        String detail) {

    /** A record that is not traced, met no new connection and no TLS, and has nothing to say beyond its outcome. */
    public AccessRecord(
            long sequence,
            long startedAtMicros,
            long totalMicros,
            long headMicros,
            Kind kind,
            Direction direction,
            String listener,
            String protocol,
            String client,
            String method,
            String scheme,
            String authority,
            String path,
            int status,
            Outcome outcome,
            String rule,
            String route,
            String cluster,
            String endpoint,
            String version,
            String cache,
            long bytesIn,
            long bytesOut,
            long policyGeneration,
            long routeGeneration,
            String userAgent,
            String requestId,
            String user,
            String track,
            int attempts,
            String exit,
            String list,
            String clientCountry,
            String destinationCountry,
            String reported) {
        this(
                sequence,
                startedAtMicros,
                totalMicros,
                headMicros,
                kind,
                direction,
                listener,
                protocol,
                client,
                method,
                scheme,
                authority,
                path,
                status,
                outcome,
                rule,
                route,
                cluster,
                endpoint,
                version,
                cache,
                bytesIn,
                bytesOut,
                policyGeneration,
                routeGeneration,
                userAgent,
                requestId,
                user,
                track,
                attempts,
                exit,
                list,
                clientCountry,
                destinationCountry,
                reported,
                "",
                0,
                "",
                "");
    }

    /** What the record is about. */
    public enum Kind {
        EXCHANGE,
        /** A tunnel that has ended. */
        TUNNEL,
        /** A tunnel that goes on; its record of the same request id comes at its end. */
        PROGRESS,
        /** A change through the admin plane, whoever made it and whatever came of it. */
        ADMIN
    }

    /** Which way the traffic goes. */
    public enum Direction {
        FORWARD,
        REVERSE
    }

    /** The same record under another sequence; the shipper numbers records when it takes them. */
    public AccessRecord withSequence(long number) {
        return new AccessRecord(
                number,
                startedAtMicros,
                totalMicros,
                headMicros,
                kind,
                direction,
                listener,
                protocol,
                client,
                method,
                scheme,
                authority,
                path,
                status,
                outcome,
                rule,
                route,
                cluster,
                endpoint,
                version,
                cache,
                bytesIn,
                bytesOut,
                policyGeneration,
                routeGeneration,
                userAgent,
                requestId,
                user,
                track,
                attempts,
                exit,
                list,
                clientCountry,
                destinationCountry,
                reported,
                traceId,
                connectMicros,
                tls,
                detail);
    }
}
