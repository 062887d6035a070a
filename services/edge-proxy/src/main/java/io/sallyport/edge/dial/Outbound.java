package io.sallyport.edge.dial;

import io.sallyport.edge.upstream.CheckedTargets;

/**
 * All that leads exchanges out by a socket of their own.
 *
 * @param targets   finds and checks addresses of the forward side
 * @param straight  connects to them
 * @param exits     leads elsewhere
 * @param endpoints connects to endpoints of clusters for their bytes alone
 */
public record Outbound(CheckedTargets targets, TargetDialer straight, ExitDialer exits, EndpointDialer endpoints) {}
