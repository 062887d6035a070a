/**
 * The owner of routes, clusters, health and versions: wiring only. May use every package below it and the kit.
 */
@NullMarked
package io.sallyport.router;

import org.jspecify.annotations.NullMarked;
