package io.sallyport.edge;

import io.sallyport.contract.log.AccessRecord;
import io.sallyport.edge.access.Access;
import io.sallyport.edge.anonymity.ProbePass;
import io.sallyport.edge.anonymity.PseudonymKeys;
import io.sallyport.edge.background.Validations;
import io.sallyport.edge.cache.MemoryCache;
import io.sallyport.edge.collapse.Fetches;
import io.sallyport.edge.compress.Compressor;
import io.sallyport.edge.control.SnapshotControl;
import io.sallyport.edge.exchange.TrackRole;
import io.sallyport.edge.exit.WayStates;
import io.sallyport.edge.figures.ClientFigures;
import io.sallyport.edge.figures.EdgeFigures;
import io.sallyport.edge.figures.PoolFigures;
import io.sallyport.edge.fill.FillRoom;
import io.sallyport.edge.limit.ClientLimits;
import io.sallyport.edge.names.LookupThreads;
import io.sallyport.edge.names.OwnAddresses;
import io.sallyport.edge.observe.AccessShipper;
import io.sallyport.edge.overload.Overload;
import io.sallyport.edge.purge.EdgePurges;
import io.sallyport.edge.range.Wholes;
import io.sallyport.edge.route.RouteLoads;
import io.sallyport.edge.shadow.ShadowFigures;
import io.sallyport.edge.shared.SharedTiers;
import io.sallyport.edge.tls.EdgeCertificates;
import io.sallyport.edge.trace.Tracing;
import io.sallyport.edge.upstream.BalanceFigures;
import io.sallyport.routing.circuit.Circuits;
import io.vertx.core.net.KeyCertOptions;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the loops of one edge share; every part is safe from any thread.
 *
 * @param pseudonym       our name in {@code Via}; different for each edge, so that one in front of another is no loop
 * @param clients         connections of clients, of all loops
 * @param limits          what clients may ask for
 * @param tunnelNumbers   numbers of tunnels given so far
 * @param routeLoads      requests under way on routes that limit them
 * @param validations     those under way behind clients' backs
 * @param ways            how ways out fare
 * @param lookups         threads that look names up by the system
 * @param own             where the suite itself listens
 * @param addressKey      of the tokens that clients of HTTP/3 get
 * @param probes          what lets the probes of the self-test pass
 * @param pseudonyms      keys of what stands for clients in records
 * @param overload        how all loops fare
 */
record EdgeParts(
        String pseudonym,
        SnapshotControl snapshots,
        MemoryCache cache,
        EdgePurges purges,
        SharedTiers shared,
        Fetches fetches,
        FillRoom room,
        Wholes wholes,
        Compressor compressor,
        Access access,
        Circuits circuits,
        BalanceFigures balancing,
        ShadowFigures shadowing,
        PoolFigures pooling,
        Tracing tracing,
        AccessShipper shipper,
        EdgeFigures figures,
        ClientFigures clients,
        ClientLimits limits,
        AtomicLong tunnelNumbers,
        RouteLoads routeLoads,
        Validations validations,
        EdgeCertificates certificates,
        KeyCertOptions addressKey,
        PseudonymKeys pseudonyms,
        WayStates ways,
        ProbePass probes,
        LookupThreads lookups,
        OwnAddresses own,
        Overload overload) {

    void ended(AccessRecord access) {
        if (!access.track().equals(TrackRole.BACKGROUND)) {
            figures.count(access);
        }
        probes.recorded(access);
        shipper.offer(access);
    }
}
