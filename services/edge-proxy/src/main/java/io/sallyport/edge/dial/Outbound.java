package io.sallyport.edge.dial;

import io.sallyport.edge.upstream.CheckedTargets;

/**
 * All that leads exchanges of the forward side out.
 *
 * @param targets  finds and checks addresses
 * @param straight connects to them
 * @param exits    leads elsewhere
 */
public record Outbound(CheckedTargets targets, TargetDialer straight, ExitDialer exits) {}
