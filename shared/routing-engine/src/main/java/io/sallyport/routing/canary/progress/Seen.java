package io.sallyport.routing.canary.progress;

import io.sallyport.contract.canary.CanaryFigures;

/**
 * Figures as far as they are known.
 *
 * @param figures  since the canary got its present weight
 * @param complete whether everybody who may have a part of them has told it; without that nothing goes up
 */
public record Seen(CanaryFigures figures, boolean complete) {}
