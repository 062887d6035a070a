/**
 * What is done for the cache's own sake, behind clients' backs: which validations are under way in the process, and what
 * became of them. May use the cache engine, the contract and the service kit's metrics.
 */
@NullMarked
package io.sallyport.edge.background;

import org.jspecify.annotations.NullMarked;
