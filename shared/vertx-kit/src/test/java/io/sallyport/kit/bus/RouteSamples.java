package io.sallyport.kit.bus;

import io.sallyport.contract.Share;
import io.sallyport.contract.route.AnswerDocument;
import io.sallyport.contract.route.CacheRuleDocument;
import io.sallyport.contract.route.CanaryDocument;
import io.sallyport.contract.route.ClusterDocument;
import io.sallyport.contract.route.CompressDocument;
import io.sallyport.contract.route.ConcealDocument;
import io.sallyport.contract.route.CorsDocument;
import io.sallyport.contract.route.MatchDocument;
import io.sallyport.contract.route.RedirectDocument;
import io.sallyport.contract.route.RetryDocument;
import io.sallyport.contract.route.RewriteDocument;
import io.sallyport.contract.route.RewriteDocument.FieldDocument;
import io.sallyport.contract.route.RewriteDocument.FieldsDocument;
import io.sallyport.contract.route.RouteDocument;
import io.sallyport.contract.route.RouteLimitsDocument;
import io.sallyport.contract.route.RoutesDocument;
import io.sallyport.contract.route.ShadowDocument;
import io.sallyport.contract.route.VersionsDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A document of routes that has every key. */
final class RouteSamples {
    private RouteSamples() {}

    static RoutesDocument document() {
        RouteDocument plain = new RouteDocument("rest", null, "shop", null, null, null);
        return new RoutesDocument(List.of(cluster()), List.of(full(), redirect(), answer(), plain));
    }

    private static ClusterDocument cluster() {
        return new ClusterDocument(
                "shop",
                ClusterDocument.Balance.RING_HASH,
                Optional.of(new ClusterDocument.HashDocument("X-User", null, false, Optional.of(new Share(0.25)))),
                Duration.ofSeconds(30),
                List.of(
                        new ClusterDocument.EndpointDocument("http://127.0.0.1:9101", "1.1", 5, 1),
                        new ClusterDocument.EndpointDocument("https://[::1]:9102", null)),
                ClusterDocument.Protocol.H2,
                Optional.of(new ClusterDocument.UpstreamTlsDocument("ca.pem", false, "in.example", "c.pem", "k.pem")),
                ClusterDocument.ProxyProtocol.V2,
                Optional.of(new ClusterDocument.HealthDocument(
                        "/health",
                        Duration.ofMillis(1500),
                        null,
                        1,
                        2,
                        new Share(0.2),
                        "200",
                        "ok",
                        "in.example",
                        null)),
                Optional.of(new ClusterDocument.InfoDocument(
                        null, null, "X-Build", List.of(ClusterDocument.InfoDocument.FactDocument.parse("commit")))),
                Optional.of(new ClusterDocument.EjectionDocument(
                        3, Optional.of(new Share(0.5)), null, null, null, null, null)),
                new Share(0.3),
                Optional.of(
                        new ClusterDocument.EndpointLimitsDocument(Optional.of(10), Optional.of(20), Optional.of(30))));
    }

    private static RouteDocument full() {
        FieldsDocument fields = new FieldsDocument(
                List.of("X-Old"), List.of(FieldDocument.parse("X-Team: shop")), List.of(new FieldDocument("X-A", "1")));
        return new RouteDocument(
                "shop",
                10,
                new MatchDocument(
                        "*.shop.example",
                        null,
                        null,
                        "/api/{id}/{rest*}",
                        List.of("GET"),
                        List.of(MatchDocument.ConditionDocument.parse("X-User")),
                        List.of(new MatchDocument.ConditionDocument("q", List.of("1", "2"), true))),
                "shop",
                null,
                null,
                Optional.of(new RewriteDocument("/v2/{id}", "{endpoint}", fields, fields)),
                Optional.of(new VersionsDocument(
                        new VersionsDocument.ByDocument("X-Version", "v", "ver", true),
                        "~1.5",
                        VersionsDocument.Unknown.NOT_ACCEPTABLE)),
                Optional.of(canary()),
                Optional.of(new ShadowDocument("shop", "1.6", new Share(0.5), null)),
                new CacheRuleDocument(true),
                Optional.of(Duration.ofSeconds(5)),
                Optional.of(Duration.ofMinutes(1)),
                Optional.of(new RetryDocument(2, Optional.of(Duration.ofSeconds(1)), List.of(503), null)),
                Optional.of(new RouteLimitsDocument(
                        Optional.of(io.sallyport.contract.ByteSize.ofMiB(1)),
                        Optional.of(50),
                        List.of("GET"),
                        Optional.of(100))),
                Optional.of(new CorsDocument(List.of("https://app.example"), null, null, null, true, null)),
                Optional.of(new CompressDocument(List.of(CompressDocument.Coding.BR), List.of("text/*"), null)),
                new ConcealDocument(
                        "web", List.of("X-Int-*"), List.of("ETag"), List.of(500, 502), false, List.of("*.internal")));
    }

    private static CanaryDocument canary() {
        return new CanaryDocument(
                "1.6",
                List.of(new CanaryDocument.StepDocument(5, Duration.ofMinutes(1))),
                new CanaryDocument.GatesDocument(
                        Optional.of(new Share(0.01)), Optional.of(Duration.ofMillis(250)), 200, null),
                new CanaryDocument.StickyDocument(null, "X-User", false),
                null);
    }

    private static RouteDocument redirect() {
        return new RouteDocument(
                "old",
                null,
                new MatchDocument(null, null, "/old", null, null, null, null),
                null,
                Optional.of(RedirectDocument.parse("https://{host}/new")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static RouteDocument answer() {
        return new RouteDocument(
                "robots",
                null,
                new MatchDocument(null, "/robots.txt"),
                null,
                null,
                Optional.of(new AnswerDocument(null, null, "Disallow: /")),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
