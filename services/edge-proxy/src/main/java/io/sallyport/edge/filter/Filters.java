package io.sallyport.edge.filter;

import io.sallyport.edge.access.Gates;
import io.sallyport.edge.background.Validations;
import io.sallyport.edge.compress.Compressor;
import io.sallyport.edge.dial.Outbound;
import io.sallyport.edge.exchange.Filter;
import io.sallyport.edge.pool.OriginPools;
import io.sallyport.edge.purge.EdgePurges;
import io.sallyport.edge.reuse.CacheFilter;
import io.sallyport.edge.reuse.Tiers;
import io.sallyport.edge.route.RouteLoads;
import io.sallyport.edge.shadow.Shadows;
import io.sallyport.edge.tunnel.Tunnels;
import io.sallyport.edge.upstream.EndpointChoices;
import io.sallyport.edge.upstream.TargetAddresses;
import io.sallyport.routing.canary.KeySource;
import java.time.Duration;
import java.util.List;

/**
 * The chain of one event loop. The route is found before the policy is asked, because rules may name it, and before the
 * cache is asked, because it says whether answers may be kept and which version track is part of the key.
 */
public final class Filters {
    private Filters() {}

    /** What the filters of a loop work with. */
    public record Parts(
            Tiers tiers,
            EdgePurges purges,
            Compressor compressor,
            OriginPools pools,
            Outbound outbound,
            TargetAddresses addresses,
            Tunnels tunnels,
            EndpointChoices choices,
            KeySource keys,
            Shadows shadows,
            Gates gates,
            Duration headTimeout,
            RouteLoads routeLoads,
            Validations validations) {}

    /** In request order. */
    public static List<Filter> chain(Parts parts) {
        return List.of(
                new PacFilter(),
                new AdmissionFilter(),
                new WebSocketFilter(),
                new HttpsFilter(),
                new RouteFilter(),
                new PolicyFilter(parts.gates(), parts.addresses()),
                new PreflightFilter(),
                new UnroutedFilter(),
                new HopsFilter(),
                new TunnelFilter(parts.outbound(), parts.tunnels(), parts.choices()),
                new PurgeFilter(parts.purges()),
                new RouteRulesFilter(parts.routeLoads()),
                new CanaryFilter(parts.keys()),
                new CodingFilter(parts.compressor()),
                new CacheFilter(parts.tiers(), parts.validations(), parts.purges()::invalidate),
                new CompressFilter(parts.compressor()),
                new ConcealFilter(),
                new ShadowFilter(parts.shadows()),
                new ForwardFilter(
                        parts.pools(), parts.outbound(), parts.choices(), parts.tunnels(), parts.headTimeout()));
    }
}
